import { sqliteErrorCode } from './open-database.ts';

/** What to say about a database file that failed: the reason, to follow the file's name, and the way out. */
export interface DatabaseFailure {
  reason: string;
  help: string;
}

const BY_SQLITE_CODE: Readonly<Record<number, DatabaseFailure>> = {
  5: { reason: 'is locked by another process', help: 'Wait for the other process to end, or end it.' },
  6: { reason: 'is locked by another process', help: 'Wait for the other process to end, or end it.' },
  8: { reason: 'cannot be written', help: 'Make the file and its folder writable.' },
  10: {
    reason: 'cannot be read or written',
    help: 'Check the free space, the limit on file sizes (ulimit -f) and the disk.',
  },
  11: { reason: 'is damaged', help: 'Move the file away to start anew.' },
  13: { reason: 'cannot grow: the disk is full', help: 'Free some space on the disk.' },
  14: { reason: 'cannot be opened', help: 'Make the folder writable and check that the path is not a folder.' },
  23: { reason: 'may not be accessed', help: 'Make the file readable and writable.' },
  26: { reason: 'is not a database', help: 'Move the file away, or choose another one.' },
};

const BY_SYSTEM_CODE: Readonly<Record<string, DatabaseFailure>> = {
  EEXIST: { reason: 'cannot be created: a file is where its folder should be', help: 'Move that file away.' },
  ENOTDIR: { reason: 'cannot be created: a file is where its folder should be', help: 'Move that file away.' },
  EACCES: { reason: 'cannot be created: its folder is not writable', help: 'Make the folder writable.' },
  EPERM: { reason: 'cannot be created: its folder is not writable', help: 'Make the folder writable.' },
  EROFS: { reason: 'cannot be created: the file system is read-only', help: 'Use a writable file system.' },
  ENOSPC: { reason: 'cannot be created: the disk is full', help: 'Free some space on the disk.' },
};

/** Puts a failure of the file system or of SQLite into words; `undefined` when the error is neither. */
export function describeDatabaseFailure(error: unknown): DatabaseFailure | undefined {
  const sqliteCode = sqliteErrorCode(error);
  if (sqliteCode !== undefined) {
    return (
      BY_SQLITE_CODE[sqliteCode] ?? {
        reason: `failed (SQLite error ${sqliteCode})`,
        help: 'Check the file and its disk.',
      }
    );
  }
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return BY_SYSTEM_CODE[error.code];
}
