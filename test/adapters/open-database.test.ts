import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { describeDatabaseFailure } from '../../src/adapters/database-failure.ts';
import { inTransaction, openDatabase } from '../../src/adapters/open-database.ts';
import { temporaryFolder } from './temporary-folder.ts';

function openEmpty() {
  const file = path.join(temporaryFolder(), 'a', 'b', 'test.db');
  const database = openDatabase(file);
  onTestFinished(() => database.close());
  database.exec('CREATE TABLE facts (name TEXT PRIMARY KEY)');
  return { file, database };
}

it('makes the folder and opens the file for several processes', () => {
  const { file, database } = openEmpty();
  expect(existsSync(file)).toBe(true);
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 1 });
  expect(database.prepare('PRAGMA busy_timeout').get()).toEqual({ timeout: 5_000 });
});

it('keeps all or nothing of a transaction', () => {
  const { database } = openEmpty();
  const insert = database.prepare('INSERT INTO facts VALUES (?)');
  const fail = () =>
    inTransaction(database, () => {
      insert.run('a');
      throw new Error('no');
    });
  expect(fail).toThrow('no');
  expect(inTransaction(database, () => insert.run('b').changes)).toBe(1);
  expect(database.prepare('SELECT name FROM facts').all()).toEqual([{ name: 'b' }]);
});

it('silences the warning about SQLite and no other', () => {
  const file = path.join(temporaryFolder(), 'test.db');
  const module = new URL('../../src/adapters/open-database.ts', import.meta.url).href;
  const script = `
    const { openDatabase } = await import(${JSON.stringify(module)});
    openDatabase(${JSON.stringify(file)}).close();
    process.emitWarning('something else');
  `;
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(stderr).toContain('something else');
  expect(stderr).not.toContain('SQLite');
});

it('says nothing about errors of other origin', () => {
  expect(describeDatabaseFailure(new TypeError('x'))).toBeUndefined();
  expect(describeDatabaseFailure(Object.assign(new Error('x'), { code: 'NOT_UNIQUE' }))).toBeUndefined();
});
