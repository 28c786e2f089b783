import type { RunTrigger } from './types.ts';

/** The worker stopped and gave the run back; another process took it over; it is in the journal already. */
const CODES: ReadonlySet<string> = new Set(['HANDED_BACK', 'RUN_TAKEN_OVER', 'RUN_EXISTS']);

/** Whether a run did not end with this failure, but goes on, or went on, in another process: a queue gives it to the next worker. */
export function goesOnElsewhere(code: string, trigger: RunTrigger): boolean {
  return CODES.has(code) || (trigger === 'queue' && code === 'JOURNAL_UNAVAILABLE');
}
