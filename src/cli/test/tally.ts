import { EXIT_STATUS } from '../exit-status.ts';
import { isTested, type TestRun } from './run-tests.ts';

/** How tests went, in numbers. */
export interface Tally {
  files: number;
  /** Files that could not be run. */
  badFiles: number;
  passed: number;
  failed: number;
  skipped: number;
}

export function tallyOf({ files }: TestRun): Tally {
  const statuses = files.filter(isTested).flatMap(({ results }) => results.map(({ status }) => status));
  const count = (wanted: string) => statuses.filter((status) => status === wanted).length;
  return {
    files: files.length,
    badFiles: files.filter((file) => !isTested(file)).length,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
  };
}

/** A file that is no test file weighs more than a test that fails: nobody knows what is in it. */
export function statusOfTests({ badFiles, failed }: Tally, isCoveredEnough: boolean): number {
  if (badFiles > 0) return EXIT_STATUS.usage;
  return failed > 0 || !isCoveredEnough ? EXIT_STATUS.failed : EXIT_STATUS.done;
}

/** `45 tests of 7 files: 44 passed, 1 failed (0.4 s)`. */
export function tallyText(tally: Tally, durationMs: number, isStopped: boolean): string {
  const { files, badFiles, passed, failed, skipped } = tally;
  const total = passed + failed + skipped;
  const parts = [
    `${passed} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(badFiles > 0 ? [`${counted(badFiles, 'file')} not run`] : []),
    ...(isStopped ? ['the rest was left out'] : []),
  ];
  return `${counted(total, 'test')} of ${counted(files, 'file')}: ${parts.join(', ')} (${(durationMs / 1000).toFixed(1)} s)`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
