import { GenieError, UsageError } from '../errors.ts';

/** What the process ends with (documentation: "Exit statuses"). */
export const EXIT_STATUS = { done: 0, failed: 1, usage: 2, internal: 3, interrupted: 130, terminated: 143 } as const;

/** Outcomes of a run that are a mistake in what was asked for, not in what the flow did. */
const USAGE_CODES = new Set([
  'FLOW_NOT_FOUND',
  'FLOW_FILE_UNREADABLE',
  'FLOW_DUPLICATE',
  'FLOW_STALE',
  'FLOW_AMBIGUOUS',
  'FLOW_MODULE_EMPTY',
  'FLOW_MODULE_FAILED',
  'INPUT_INVALID',
  'STEP_NOT_FOUND',
]);

/** The status for something that was thrown. */
export function statusOfError(thrown: unknown): number {
  if (thrown instanceof UsageError) return EXIT_STATUS.usage;
  if (!(thrown instanceof GenieError)) return EXIT_STATUS.internal;
  return statusOfCode(thrown.code);
}

/** The status for the code of a failed run. */
export function statusOfCode(code: string): number {
  if (code === 'INTERNAL') return EXIT_STATUS.internal;
  return USAGE_CODES.has(code) ? EXIT_STATUS.usage : EXIT_STATUS.failed;
}
