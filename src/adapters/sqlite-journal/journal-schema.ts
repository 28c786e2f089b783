import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../open-database.ts';
import { journalUnavailable } from './journal-unavailable.ts';

/** Raised with every change of the tables; a journal of a later version is refused, never guessed at. */
const SCHEMA_VERSION = 1;

/**
 * Documents are kept once, however often they run. A step has one row, which says how its last try stands.
 * An owner is one open journal of one process; a running run whose owner is gone was interrupted.
 */
const TABLES = `
  CREATE TABLE documents (hash TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE owners (
    owner_id TEXT PRIMARY KEY, host TEXT NOT NULL, pid INTEGER NOT NULL, process_start TEXT NOT NULL,
    heartbeat_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE runs (
    run_id TEXT PRIMARY KEY, slug TEXT NOT NULL, document_hash TEXT NOT NULL, input TEXT NOT NULL, context TEXT NOT NULL,
    trigger TEXT NOT NULL, started_at INTEGER NOT NULL, stubs TEXT NOT NULL, owner_id TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'running', ended_at INTEGER, output TEXT NOT NULL DEFAULT 'null',
    error TEXT, error_code TEXT, resumes INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX runs_by_start ON runs (started_at);
  CREATE TABLE steps (
    step_id INTEGER PRIMARY KEY, run_id TEXT NOT NULL, path TEXT NOT NULL, type TEXT NOT NULL, key TEXT,
    status TEXT NOT NULL, effect TEXT NOT NULL, attempt INTEGER NOT NULL, result TEXT, is_reusable INTEGER NOT NULL,
    session_id TEXT, error_code TEXT, error TEXT, started_at INTEGER NOT NULL, ended_at INTEGER,
    UNIQUE (run_id, path)
  );
  CREATE TABLE audits (audit_id INTEGER PRIMARY KEY AUTOINCREMENT, row TEXT NOT NULL);
`;

/** Makes the tables in a new file. Throws `JOURNAL_UNAVAILABLE` for a file that a later version wrote. */
export function prepareJournalTables(database: DatabaseSync, file: string): void {
  if (schemaVersionOf(database) === SCHEMA_VERSION) return;
  inTransaction(database, () => {
    const found = schemaVersionOf(database);
    if (found > SCHEMA_VERSION) {
      throw journalUnavailable(file, {
        reason: `was written by a newer genie-actions (schema ${found}, this one knows ${SCHEMA_VERSION})`,
        help: 'Update genie-actions, or choose another state folder with --state-dir.',
      });
    }
    if (found === SCHEMA_VERSION) return;
    database.exec(`${TABLES} PRAGMA user_version = ${SCHEMA_VERSION}`);
  });
}

function schemaVersionOf(database: DatabaseSync): number {
  return database.prepare('PRAGMA user_version').get()?.['user_version'] as number;
}
