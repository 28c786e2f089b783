import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { makeFolder } from './make-folder.ts';

/** How long a statement waits for another process's write before it gives up. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens a SQLite file for several processes at once: write-ahead log, safe against the end of a process (`synchronous`
 * NORMAL; a power cut may lose the newest commits). The folder is made when it is missing.
 * Throws what the file system or SQLite throws; `describeDatabaseFailure` puts that into words.
 */
export function openDatabase(file: string): DatabaseSync {
  makeFolder(path.dirname(file));
  const { DatabaseSync: Database } = loadSqlite();
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    switchToWriteAheadLog(database);
    database.exec('PRAGMA synchronous = NORMAL');
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/** Runs `work` in a transaction that takes the write lock at once, so that it never has to be repeated. */
export function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk may have ended the transaction already.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

const SQLITE_BUSY = 5;

/** The switch needs the file for itself for a moment, and SQLite does not always wait for it as it does for a write. */
function switchToWriteAheadLog(database: DatabaseSync): void {
  const deadline = Date.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      database.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (sqliteErrorCode(error) !== SQLITE_BUSY || Date.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** Node 22 warns that `node:sqlite` is experimental; that one warning is of no use to the person at the terminal. */
function loadSqlite(): typeof import('node:sqlite') {
  const original = Object.getOwnPropertyDescriptor(process, 'emitWarning');
  const emitWarning = process.emitWarning.bind(process) as (warning: string | Error, ...rest: unknown[]) => void;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (!String(warning).includes('SQLite is an experimental feature')) emitWarning(warning, ...rest);
  };
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    if (original !== undefined) Object.defineProperty(process, 'emitWarning', original);
  }
}

/** SQLite's primary result code (extended bits removed), or `undefined` when something else failed. */
export function sqliteErrorCode(error: unknown): number | undefined {
  const extended = sqliteExtendedErrorCode(error);
  return extended === undefined ? undefined : extended & 0xff;
}

/** SQLite's extended result code: tells a broken unique rule (2067, 1555) from a missing value (1299). */
export function sqliteExtendedErrorCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode;
}
