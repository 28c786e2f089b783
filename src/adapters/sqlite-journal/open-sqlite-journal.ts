import type { ClockPort, Journal } from '../../ports/index.ts';
import { SqliteJournal } from './sqlite-journal.ts';

export interface SqliteJournalOptions {
  /** The journal's file. It and its folder are made by the first write; reading what does not exist makes nothing. */
  file: string;
  clock?: Pick<ClockPort, 'now'>;
  /** Records of steps without effects that are committed together at most. Default: 100. */
  groupSize?: number;
  /** Milliseconds that such a record waits for others at most; what a crash may lose. Default: 20. */
  groupDelayMs?: number;
}

/**
 * The journal in a SQLite file, which several processes may use at once. It is opened when it is first needed; a file
 * that cannot be used makes that call fail with `JOURNAL_UNAVAILABLE`.
 *
 * The writing methods are synchronous: when they return, durable records survive the end of the process.
 */
export function openSqliteJournal(options: SqliteJournalOptions): Journal {
  return new SqliteJournal({ clock: { now: () => Date.now() }, groupSize: 100, groupDelayMs: 20, ...options });
}
