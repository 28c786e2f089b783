import { UsageError } from '../../errors.ts';
import type { CommonFlags } from '../session.ts';

/** What commander hands over. */
export interface TestFlags {
  filter?: string;
  bail?: boolean;
  coverage?: boolean;
  coverageThreshold?: string;
  update?: boolean;
  junit?: string;
  watch?: boolean;
}

/** What was asked for, checked. */
export interface TestRequest {
  /** Slugs, files and folders; none: all tests of the project. */
  names: readonly string[];
  /** A part of the name of a test. */
  filter: string | undefined;
  isStoppedByFailure: boolean;
  hasCoverage: boolean;
  /** Percent of the steps and of the branches of each flow; 0: any. */
  threshold: number;
  isUpdate: boolean;
  junitFile: string | undefined;
  isWatching: boolean;
}

/** Reads the flags of `test`. Throws a `UsageError` for a value that means nothing, or flags that contradict each other. */
export function readTestFlags(names: readonly string[], flags: TestFlags, { json }: CommonFlags): TestRequest {
  const { filter, bail, coverage, coverageThreshold, update, junit, watch } = flags;
  if (watch && (json || junit !== undefined || update)) {
    const other = json ? '--json' : junit === undefined ? '--update' : '--junit';
    throw new UsageError('OPTIONS_CONFLICT', `--watch goes on for ever, and ${other} is about one pass`);
  }
  if (update && bail) throw new UsageError('OPTIONS_CONFLICT', '--update looks at every test, and --bail does not');
  return {
    names,
    filter,
    isStoppedByFailure: bail === true,
    hasCoverage: coverage === true || coverageThreshold !== undefined,
    threshold: coverageThreshold === undefined ? 0 : readPercent(coverageThreshold),
    isUpdate: update === true,
    junitFile: junit,
    isWatching: watch === true,
  };
}

function readPercent(text: string): number {
  const percent = /^\d{1,3}(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (percent <= 100) return percent;
  throw new UsageError('OPTION_INVALID', `--coverage-threshold ${text}: must be a percentage from 0 to 100`);
}
