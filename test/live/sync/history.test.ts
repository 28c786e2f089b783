import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/json.ts';
import { documentOf } from '../../sync/cases.ts';
import { rest } from '../directus/rest.ts';
import { startDirectus, type DirectusServer } from '../services/directus.ts';
import { openStage, type Stage } from './stage.ts';

interface HistoryReport {
  revisions: Array<{ id: number; at: string; by: string; action: string; changes: Array<{ what: string }> }>;
}

let server: DirectusServer;
let stage: Stage;

beforeAll(async () => {
  server = await startDirectus();
});

/** Pushed as `base`, then changed in Directus to A and to B. */
beforeEach(async () => {
  stage = openStage(server);
  await stage.setRows([]);
  stage.setFile('greet', JSON.stringify(documentOf('base')));
  await stage.report(['push']);
  await change(documentOf('A'));
  await change({ ...documentOf('B'), description: documentOf('B')['description']! });
});

async function change(data: JsonObject): Promise<void> {
  await rest(server, 'PATCH', '/items/action_flows', { query: { filter: { slug: { _eq: 'greet' } } }, data });
}

async function revisions(): Promise<HistoryReport['revisions']> {
  const { stdout } = await stage.run(['history', 'greet', '--json']);
  return (JSON.parse(stdout) as HistoryReport).revisions;
}

it('tells who changed a flow, when and what, the newest first', async () => {
  const found = await revisions();
  expect(found.map(({ action }) => action)).toEqual(['update', 'update', 'create']);
  expect(found[1]!.changes.map(({ what }) => what)).toEqual(['description', 'step "greet": message']);
  expect(found[0]!.changes.map(({ what }) => what)).toContain('step "farewell"');
  for (const { at, by } of found) {
    expect(Math.abs(Date.now() - Date.parse(at))).toBeLessThan(600_000);
    expect(by).toMatch(/admin/i);
  }
  const { stdout, status } = await stage.run(['history', 'greet']);
  expect(status).toBe(0);
  expect(stdout).toMatch(new RegExp(`^${found[0]!.id} .*\n${found[1]!.id} .*step "greet": message`, 'm'));
  const limited = await stage.run(['history', 'greet', '--limit', '1']);
  expect(limited.stdout.trim().split('\n')).toHaveLength(2);
  expect(limited.stderr).toContain('2 older');
});

it('rolls a row back; the file learns of it by a pull', async () => {
  const [, wanted] = await revisions();
  const before = await stage.rows();
  const dry = await stage.run(['rollback', 'greet', String(wanted!.id), '--dry-run']);
  expect(dry).toMatchObject({ status: 0, stdout: expect.stringContaining('step "farewell"') as unknown });
  expect(await stage.rows()).toEqual(before);

  const report = await stage.report(['rollback', 'greet', String(wanted!.id), '--yes']);
  expect(report).toMatchObject({ status: 0, command: 'rollback', flows: [{ action: 'update-row', result: 'done' }] });
  expect((await stage.rows()).get('greet')).toMatchObject({ ...documentOf('A'), timeout_ms: null });
  expect(stage.files()['greet.json']).toBe(JSON.stringify(documentOf('base')));
  expect((await stage.report(['status'])).flows[0]).toMatchObject({ state: 'remote-changed' });
  expect((await stage.report(['pull'])).status).toBe(0);
  expect(JSON.parse(stage.files()['greet.json']!)).toEqual(documentOf('A'));

  const again = await stage.run(['rollback', 'greet', String(wanted!.id), '--yes']);
  expect(again).toMatchObject({ status: 0, stderr: expect.stringContaining('Nothing to do') as unknown });
});

it('rolls back a flow whose base cannot be used, and leaves that base to whoever has to look at it', async () => {
  const [, wanted] = await revisions();
  const file = join(stage.root, '.genie-actions/base/default/greet.json');
  const damaged = `<<<<<<< HEAD\n${readFileSync(file, 'utf8')}`;
  writeFileSync(file, damaged);
  expect((await stage.report(['rollback', 'greet', String(wanted!.id), '--yes'])).status).toBe(0);
  expect((await stage.rows()).get('greet')).toMatchObject(documentOf('A'));
  expect(readFileSync(file, 'utf8')).toBe(damaged);
});

it('asks before it rolls back, and refuses where nobody can be asked', async () => {
  const [, wanted] = await revisions();
  const before = await stage.rows();
  const { status, error } = await stage.report(['rollback', 'greet', String(wanted!.id)]);
  expect({ status, code: error?.code }).toEqual({ status: 2, code: 'CONFIRMATION_REQUIRED' });
  expect(await stage.rows()).toEqual(before);
});

it.each([
  [['history', 'gret'], 'FLOW_NOT_FOUND', 'did you mean "greet"?'],
  [['rollback', 'greet', '999999', '--yes'], 'REVISION_NOT_FOUND', 'has no revision 999999'],
  [['rollback', 'greet', 'yesterday', '--yes'], 'OPTION_INVALID', 'whole number'],
  [['history', 'greet', '--limit', '0'], 'OPTION_INVALID', 'at least 1'],
])('refuses %j', async (argv, code, message) => {
  const { status, error } = await stage.report(argv);
  expect({ status, code: error?.code }).toEqual({ status: 2, code });
  expect(error!.message).toContain(message);
});

it('creates new flows inactive when that is asked for, and takes them as in step until somebody says otherwise', async () => {
  stage.setFile('held', JSON.stringify(documentOf('A', 'held')));
  expect((await stage.report(['push', 'held', '--inactive'])).status).toBe(0);
  expect((await stage.rows()).get('held')).toMatchObject({ active: false });
  expect((await stage.report(['status', 'held'])).flows[0]).toMatchObject({ state: 'in-step' });
  stage.setFile('held', JSON.stringify(documentOf('B', 'held')));
  expect((await stage.report(['push', 'held'])).status).toBe(0);
  expect((await stage.rows()).get('held')).toMatchObject({ ...documentOf('B', 'held'), active: false });
  expect((await stage.report(['pull', 'held'])).summary.results).toEqual({ nothing: 1 });
  // Somebody turns it on.
  const query = { filter: { slug: { _eq: 'held' } } };
  await rest(server, 'PATCH', '/items/action_flows', { query, data: { active: true } });
  expect((await stage.report(['pull', 'held'])).status).toBe(0);
  expect((await stage.report(['status', 'held'])).flows[0]).toMatchObject({ state: 'in-step' });
});
