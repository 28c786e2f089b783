import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { documentOf } from '../../sync/cases.ts';
import { rest } from '../directus/rest.ts';
import { startDirectus, type DirectusServer } from '../services/directus.ts';
import { startFaultyProxy } from './faulty-proxy.ts';
import { openStage, type Stage } from './stage.ts';

let [first, second]: DirectusServer[] = [];
let stage: Stage;
let staging: Record<string, string>;

beforeAll(async () => {
  [first, second] = await Promise.all([startDirectus(), startDirectus()]);
});

beforeEach(async () => {
  const config = { targets: { 'eu-staging': { url: second!.url } } };
  stage = openStage(first!, { 'genie-actions.config.json': config });
  staging = { DIRECTUS_EU_STAGING_TOKEN: second!.token };
  for (const server of [first!, second!]) await openStage(server).setRows([]);
  for (const slug of ['one', 'two']) stage.setFile(slug, JSON.stringify(documentOf('base', slug)));
});

const states = async (argv: string[], env = {}) =>
  Object.fromEntries((await stage.report(['status', ...argv], env)).flows.map(({ slug, state }) => [slug, state]));

it('keeps two servers with other contents apart', async () => {
  expect((await stage.report(['push'])).status).toBe(0);
  const pushed = await stage.report(['push', '--target', 'eu-staging', 'one'], staging);
  expect(pushed).toMatchObject({ status: 0, target: 'eu-staging', address: second!.url });
  await rest(second!, 'POST', '/items/action_flows', documentOf('B', 'three'));
  await rest(second!, 'PATCH', '/items/action_flows', {
    query: { filter: { slug: { _eq: 'one' } } },
    data: { name: 'Another' },
  });
  expect(await states([])).toEqual({ one: 'in-step', two: 'in-step' });
  expect(await states(['--target', 'eu-staging'], staging)).toEqual({
    one: 'remote-changed',
    three: 'remote-new',
    two: 'local-new',
  });
  expect(Object.keys(stage.bases())).toEqual(['one.json', 'two.json']);
  expect(Object.keys(stage.bases('eu-staging'))).toEqual(['one.json']);
  // What comes from one server is a change for the other.
  expect((await stage.report(['pull', '--target', 'eu-staging'], staging)).status).toBe(0);
  expect(await states([])).toEqual({ one: 'local-changed', three: 'local-new', two: 'in-step' });
});

it('does not take the base of another server for its own', async () => {
  await stage.report(['push']);
  const base = join(stage.root, '.genie-actions/base/default/one.json');
  writeFileSync(base, readFileSync(base, 'utf8').replaceAll(first!.url, second!.url));
  const edited = await stage.report(['push']);
  expect(edited).toMatchObject({ status: 1, summary: { states: { unusable: 1, 'in-step': 1 } } });
  expect(edited.flows[0]!.problem).toContain('edited by hand');

  // The project's own Directus is suddenly the other server.
  const env = { DIRECTUS_URL: second!.url };
  await stage.report(['pull', 'two']);
  const { status, stdout } = await stage.run(['push', 'two'], env);
  expect(status).toBe(1);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`was made for ${first!.url}, and "default" is ${second!.url}`);
  expect(stdout).toContain('--moved');
  expect(await openStage(second!).rows()).toEqual(new Map());
});

it('goes on with its bases at a new address when it is told so', async () => {
  await stage.report(['push']);
  const moved = await startFaultyProxy(first!);
  const env = { DIRECTUS_URL: moved.url };
  expect(await states([], env)).toEqual({ one: 'unusable', two: 'unusable' });
  stage.setFile('one', JSON.stringify(documentOf('A', 'one')));
  const dry = await stage.report(['push', '--moved', '--dry-run'], env);
  expect(dry).toMatchObject({ status: 0, summary: { states: { 'local-changed': 1, 'in-step': 1 } } });
  expect(await states([], env)).toEqual({ one: 'unusable', two: 'unusable' });
  expect((await stage.report(['push', '--moved'], env)).status).toBe(0);
  expect(await states([], env)).toEqual({ one: 'in-step', two: 'in-step' });
  expect(await states([])).toEqual({ one: 'unusable', two: 'unusable' });
});

it.each([
  [['--target', 'eu-stagin'], 'TARGET_NOT_FOUND', 2, 'did you mean "eu-staging"?'],
  [['--target', 'production'], 'TARGET_NOT_FOUND', 2, 'There is no target "production"'],
  [['--target', 'eu-staging'], 'SERVICE_NOT_CONFIGURED', 1, 'not configured'],
])('says what is wrong with %j', async (argv, code, status, message) => {
  const report = await stage.report(['status', ...argv]);
  expect(report).toMatchObject({ status, error: { code, message: expect.stringContaining(message) as unknown } });
  expect(report.error!.detail).toMatch(/DIRECTUS_(EU_STAGING|EU_STAGIN|PRODUCTION)_TOKEN/);
});

it.each(['constructor', 'toString', '__proto__'])('takes %s for no target', async (name) => {
  expect(await stage.report(['status', '--target', name])).toMatchObject({
    status: 2,
    error: { code: 'TARGET_NOT_FOUND' },
  });
});

it('names the variables of the target when its Directus refuses or cannot be reached', async () => {
  const argv = ['status', '--target', 'eu-staging'];
  const refused = await stage.report(argv, { DIRECTUS_EU_STAGING_TOKEN: 'wrong' });
  expect(refused).toMatchObject({ status: 1, error: { code: 'INVALID_CREDENTIALS' } });
  expect(refused.error!.detail).toContain('Look at DIRECTUS_EU_STAGING_TOKEN');
  const url = second!.url.replace('//', '//me:hunter2@');
  const { error } = await stage.report(argv, { ...staging, DIRECTUS_EU_STAGING_URL: url });
  expect(error).toMatchObject({ code: 'INVALID_URL' });
  expect(error!.detail).toContain('DIRECTUS_EU_STAGING_URL');
  expect(JSON.stringify([refused, error])).not.toMatch(/DIRECTUS_(URL|TOKEN|EMAIL|PASSWORD)|hunter2/);
});
