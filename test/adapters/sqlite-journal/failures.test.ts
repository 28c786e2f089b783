import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openSqliteJournal } from '../../../src/adapters/sqlite-journal/index.ts';
import { runStart } from '../../fakes/journal-records.ts';
import { startChild, type ChildOptions } from '../child-process.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const RECORD_STEPS = new URL('record-steps.ts', import.meta.url);

/** What a journal in this file says when a run starts. */
async function startIn(file: string): Promise<unknown> {
  const journal = openSqliteJournal({ file });
  try {
    await journal.startRun(runStart('r1'));
    return 'started';
  } catch (error) {
    return error;
  } finally {
    await journal.close();
  }
}

async function startInChild(file: string, options: ChildOptions): Promise<unknown> {
  const child = startChild(RECORD_STEPS, [file, 'r1', '2000'], options);
  return JSON.parse((await child.rest()).at(-1) ?? 'null') as unknown;
}

it.each<[string, (folder: string) => string, RegExp]>([
  [
    'a file is where the folder should be',
    (folder) => path.join(writeTo(folder, 'state', 'x'), 'journal.db'),
    /a file is where/,
  ],
  [
    'the file is no database',
    (folder) => writeTo(folder, 'journal.db', 'no database '.repeat(100)),
    /is not a database/,
  ],
  ['the file is a folder', (folder) => makeFolder(folder, 'journal.db'), /cannot be opened/],
])('says that it cannot be used when %s', async (_, prepare, message) => {
  const file = prepare(temporaryFolder());
  expect(await startIn(file)).toMatchObject({
    code: 'JOURNAL_UNAVAILABLE',
    message: expect.stringMatching(message) as unknown,
    detail: expect.stringContaining(file) as unknown,
  });
});

it('says so when the folder is read-only', async () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o555);
  const file = path.join(folder, 'journal.db');
  expect(await startInChild(file, { isUnprivileged: true })).toMatchObject({
    code: 'JOURNAL_UNAVAILABLE',
    detail: expect.stringContaining(file) as unknown,
  });
});

it.each([1, 100, 500])('says so when no file may grow beyond %i kB', async (maxFileKilobytes) => {
  const file = path.join(temporaryFolder(), 'journal.db');
  expect(await startInChild(file, { maxFileKilobytes })).toMatchObject({
    code: 'JOURNAL_UNAVAILABLE',
    detail: expect.stringContaining(file) as unknown,
  });
});

it('refuses a journal of a later version and leaves it alone', async () => {
  const file = path.join(temporaryFolder(), 'journal.db');
  const later = new DatabaseSync(file);
  later.exec('PRAGMA user_version = 99');
  later.close();
  expect(await startIn(file)).toMatchObject({
    code: 'JOURNAL_UNAVAILABLE',
    message: expect.stringContaining('newer') as unknown,
    detail: expect.stringContaining('--state-dir') as unknown,
  });
});

it('makes nothing when it is only read', async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'state', 'journal.db');
  const journal = openSqliteJournal({ file });
  expect(await journal.listRuns({})).toEqual([]);
  await journal.close();
  expect(readdirSync(folder)).toEqual([]);
});

it('does not open again after it was closed', async () => {
  const journal = openSqliteJournal({ file: path.join(temporaryFolder(), 'journal.db') });
  await journal.startRun(runStart('r1'));
  await journal.close();
  await expect(journal.getRun('r1')).rejects.toMatchObject({ code: 'JOURNAL_UNAVAILABLE' });
});

function writeTo(folder: string, name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

function makeFolder(folder: string, name: string): string {
  const made = path.join(folder, name);
  mkdirSync(made);
  return made;
}
