import { beforeAll, beforeEach, expect, it } from 'vitest';
import { documentOf } from '../../sync/cases.ts';
import { rest } from '../directus/rest.ts';
import { startDirectus, type DirectusServer } from '../services/directus.ts';
import { openStage, type Stage } from './stage.ts';

let server: DirectusServer;
let stage: Stage;

/** A collection as others made it: without a column for `timeout_ms`, and without the time of the last change. */
beforeAll(async () => {
  server = await startDirectus();
  for (const field of ['timeout_ms', 'date_updated']) await rest(server, 'DELETE', `/fields/action_flows/${field}`);
});

beforeEach(async () => {
  stage = openStage(server);
  await stage.setRows([documentOf('base', 'one'), documentOf('base', 'two')]);
  for (const slug of ['one', 'two']) stage.setFile(slug, JSON.stringify(documentOf('base', slug)));
  await stage.report(['pull']);
});

const everything = async () => ({ files: stage.files(), bases: stage.bases(), rows: await stage.rows() });

it('names the flows and the columns that would be lost, and writes nothing', async () => {
  stage.setFile('one', JSON.stringify(documentOf('B', 'one')));
  stage.setFile('three', JSON.stringify(documentOf('B', 'three')));
  stage.setFile('four', JSON.stringify(documentOf('A', 'four')));
  const before = await everything();
  for (const more of [[], ['--unguarded'], ['--dry-run']]) {
    const { status, error } = await stage.report(['push', ...more]);
    expect({ status, code: error?.code }).toEqual({ status: 1, code: 'COLUMNS_MISSING' });
    expect(error!.message).toContain('"timeout_ms"');
    expect(error!.detail).toContain('one uses timeout_ms\nthree uses timeout_ms');
    expect(error!.detail).toContain('genie-actions directus setup');
  }
  expect(await everything()).toEqual(before);
});

it('does not send people to add a column for a key that no flow has', async () => {
  stage.setFile('one', JSON.stringify({ ...documentOf('base', 'one'), descripton: 'misspelt' }));
  const { status, error } = await stage.report(['push', '--no-lint']);
  expect({ status, code: error?.code }).toEqual({ status: 1, code: 'COLUMNS_MISSING' });
  expect(error!.detail).toContain('A flow has no "descripton": remove it from the file.');
  expect(error!.detail).not.toContain('directus setup');
});

it('does not overwrite what it cannot guard, unless it is told to', async () => {
  stage.setFile('two', JSON.stringify(documentOf('A', 'two')));
  const before = await everything();
  const { status, error } = await stage.report(['push']);
  expect({ status, code: error?.code }).toEqual({ status: 1, code: 'DATE_UPDATED_MISSING' });
  expect(error!.detail).toMatch(/two.*genie-actions directus setup.*--unguarded/s);
  expect(await everything()).toEqual(before);
  expect((await stage.report(['push', '--unguarded'])).status).toBe(0);
  expect((await stage.rows()).get('two')).toMatchObject(documentOf('A', 'two'));
});

it('creates new flows, which nobody can have changed', async () => {
  stage.setFile('five', JSON.stringify(documentOf('A', 'five')));
  expect((await stage.report(['push'])).status).toBe(0);
  expect((await stage.report(['status'])).summary.states).toEqual({ 'in-step': 3 });
});

it('stops at a slug that two rows have, and goes on without it when others are named', async () => {
  await rest(server, 'PATCH', '/fields/action_flows/slug', { schema: { is_unique: false } });
  await rest(server, 'POST', '/items/action_flows', documentOf('B', 'one'));
  const before = await everything();
  for (const command of ['push', 'pull']) {
    const { status, stdout } = await stage.run([command]);
    expect({ command, status }).toEqual({ command, status: 1 });
    expect(stdout).toContain('2 rows have this slug');
  }
  expect(await everything()).toEqual(before);
  stage.setFile('two', JSON.stringify(documentOf('A', 'two')));
  expect((await stage.report(['push', 'two', '--unguarded'])).status).toBe(0);
});

it('does not take out of files what is gone with its column, or hidden from the account', async () => {
  const known = { ...documentOf('base', 'one'), timeout_ms: 5000 };
  await stage.setBases([known]);
  stage.setFile('one', JSON.stringify(known));
  const before = await everything();
  for (const argv of [['pull'], ['pull', '--dry-run'], ['push', '--no-lint', '--theirs'], ['pull', '--theirs']]) {
    if (argv.includes('--theirs')) stage.setFile('one', JSON.stringify({ ...known, name: 'Changed' }));
    const { status, error } = await stage.report([...argv, 'one']);
    expect({ argv, status, code: error?.code }).toEqual({ argv, status: 1, code: 'COLUMNS_MISSING' });
    expect(error!.message).toContain('no column "timeout_ms" any more, or the account may not read it');
    expect(error!.detail).toContain('one has timeout_ms');
  }
  stage.setFile('one', JSON.stringify(known));
  expect(await everything()).toEqual(before);
  // Who means it takes it out of the file.
  stage.setFile('one', JSON.stringify(documentOf('base', 'one')));
  expect((await stage.report(['pull', 'one'])).status).toBe(0);
});

it('has everything it needs after directus setup', async () => {
  await stage.setRows([]);
  await stage.setBases([]);
  await rest(server, 'PATCH', '/fields/action_flows/slug', { schema: { is_unique: true } });
  const setup = await stage.run(['directus', 'setup', '--yes']);
  expect(setup.status).toBe(0);
  stage.setFile('one', JSON.stringify(documentOf('B', 'one')));
  expect((await stage.report(['push'])).status).toBe(0);
  expect((await stage.rows()).get('one')).toMatchObject({ timeout_ms: 60_000 });
});
