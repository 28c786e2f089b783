export { openSqliteJournal } from './open-sqlite-journal.ts';
export type { SqliteJournalOptions } from './open-sqlite-journal.ts';
