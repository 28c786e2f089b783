import { GenieError } from '../../errors.ts';
import type { DatabaseFailure } from '../database-failure.ts';
import { describeDatabaseFailure } from '../database-failure.ts';

/** `JOURNAL_UNAVAILABLE`: the journal's file cannot be used; the detail names it and the way out. */
export function journalUnavailable(file: string, failure: DatabaseFailure, cause?: unknown): GenieError {
  return new GenieError('JOURNAL_UNAVAILABLE', `The journal ${failure.reason}`, {
    detail: `Journal: ${file}. ${failure.help}`,
    data: { file },
    isRetryable: false,
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Runs `work`; a failure of the file system or of SQLite becomes `JOURNAL_UNAVAILABLE`. */
export function guardJournal<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const failure = describeDatabaseFailure(error);
    throw failure === undefined ? error : journalUnavailable(file, failure, error);
  }
}
