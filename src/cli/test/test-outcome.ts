import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import type { Outcome } from '../outcome.ts';
import { createPalette } from '../render/palette.ts';
import type { Session } from '../session.ts';
import { coverageText, isCoveredEnough } from './coverage-text.ts';
import { junitXml } from './junit-xml.ts';
import { coverageJson, resultsJson } from './results-json.ts';
import { resultsText } from './results-text.ts';
import type { TestRun } from './run-tests.ts';
import { statusOfTests, tallyOf, tallyText, type Tally } from './tally.ts';
import type { TestRequest } from './test-flags.ts';
import type { FileUpdate } from './update-files.ts';
import { updatesText } from './updates-text.ts';

export interface FinishedTests {
  request: TestRequest;
  run: TestRun;
  durationMs: number;
  /** Of `--update`. */
  updates: readonly FileUpdate[];
}

/** What the command prints and ends with. */
export function testOutcome(session: Session, finished: FinishedTests): Outcome {
  const { request, run, durationMs, updates } = finished;
  const { hasCoverage, threshold, junitFile, isUpdate } = request;
  const tally = tallyOf(run);
  const isEnough = isCoveredEnough(run, threshold);
  const status = statusOfTests(tally, isEnough && updates.every(({ problem }) => problem === undefined));
  const palette = createPalette(session.hasColor(session.streams.stdout));
  if (junitFile !== undefined) writeResults(resolve(session.streams.cwd(), junitFile), run, tally);
  const parts = [
    updatesText(updates, palette),
    resultsText(run, palette),
    hasCoverage ? coverageText(run, threshold, palette) : '',
  ];
  const notes = [
    tallyText(tally, durationMs, run.isStopped),
    ...(isEnough ? [] : [`✗ Less than ${threshold} % of a flow is covered`]),
  ];
  return {
    status,
    json: {
      ...resultsJson(run, tally, { status, durationMs }),
      ...(hasCoverage ? { coverage: coverageJson(run) } : {}),
      ...(isUpdate ? { updates } : {}),
    },
    text: parts.filter((part) => part !== '').join('\n\n'),
    notes: notes.join('\n'),
  };
}

function writeResults(file: string, run: TestRun, tally: Tally): void {
  try {
    writeFileSync(file, junitXml(run, tally));
  } catch (cause) {
    throw new UsageError('OUTPUT_UNWRITABLE', `The results cannot be written: ${(cause as Error).message}`, { cause });
  }
}
