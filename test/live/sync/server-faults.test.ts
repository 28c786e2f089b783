import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { documentOf } from '../../sync/cases.ts';
import { createAccount, rest } from '../directus/rest.ts';
import { startDirectus, type DirectusServer } from '../services/directus.ts';
import { startFaultyProxy, type Fate, type FaultyProxy } from './faulty-proxy.ts';
import { openStage, type Stage } from './stage.ts';

const COUNT = 30;
const slugs = Array.from({ length: COUNT }, (_, index) => `flow-${String(index).padStart(2, '0')}`);

let server: DirectusServer;
let proxy: FaultyProxy;
let stage: Stage;

beforeAll(async () => {
  server = await startDirectus();
  proxy = await startFaultyProxy(server);
});

/** Every flow in step. Each file is then changed here. */
beforeEach(async () => {
  proxy.setFate(() => 'pass');
  stage = openStage({ ...server, url: proxy.url });
  await stage.setRows([]);
  for (const slug of slugs) stage.setFile(slug, fileText('base', slug));
  await stage.report(['push']);
  for (const slug of slugs) stage.setFile(slug, fileText('A', slug));
});

function fileText(version: 'base' | 'A' | 'B', slug: string): string {
  return `${JSON.stringify(documentOf(version, slug), null, 2)}\n`;
}

/** How many rows and bases say what the files say. */
async function written(): Promise<{ rows: number; bases: number }> {
  const rows = [...(await stage.rows()).values()];
  return {
    rows: rows.filter(({ description }) => description === documentOf('A')['description']).length,
    bases: Object.values(stage.bases()).filter((text) => text.includes('Good morning')).length,
  };
}

async function expectAllWritten(): Promise<void> {
  proxy.setFate(() => 'pass');
  const next = await stage.report(['push']);
  expect(next.status).toBe(0);
  expect(await written()).toEqual({ rows: COUNT, bases: COUNT });
  expect((await stage.report(['status'])).summary.states).toEqual({ 'in-step': COUNT });
}

describe('a Directus that goes away in the middle of a push', () => {
  it('is told from what was done, and the next push does the rest', async () => {
    let isDown = false;
    proxy.setFate(({ method }, count) => {
      if (method === 'PATCH' && count > COUNT / 2) isDown = true;
      return isDown ? 'refused' : 'pass';
    });
    const report = await stage.report(['push']);
    expect(report.status).toBe(1);
    const failed = report.flows.filter(({ result }) => result !== 'done');
    expect(failed.length).toBeGreaterThan(0);
    for (const { result, problem } of failed) {
      expect(['failed', 'not-reached']).toContain(result);
      expect(problem).not.toBe('');
    }
    await expectAllWritten();
  });

  it('is asked again what became of writes whose answers were lost', async () => {
    proxy.setFate(({ method }, count) => (method === 'PATCH' && count % 3 === 0 ? 'lost' : 'pass'));
    const { status, flows } = await stage.report(['push']);
    const done = flows.filter(({ result }) => result === 'done');
    expect(await written()).toEqual({ rows: expect.any(Number) as number, bases: done.length });
    expect(status).toBe(done.length === COUNT ? 0 : 1);
    await expectAllWritten();
  });

  it('loses the answer to the creation of new flows, which are there all the same', async () => {
    stage.setFile('new-one', fileText('B', 'new-one'));
    proxy.setFate(({ method, url }) =>
      method === 'POST' && !url.includes('dryRun') && !url.includes('dry_run') ? 'lost' : 'pass',
    );
    await stage.report(['push', 'new-one']);
    expect((await stage.rows()).has('new-one')).toBe(true);
    proxy.setFate(() => 'pass');
    expect((await stage.report(['push', 'new-one'])).status).toBe(0);
    expect((await stage.report(['status', 'new-one'])).summary.states).toEqual({ 'in-step': 1 });
  });
});

describe('a Directus that answers nonsense', () => {
  it.each([
    ['a web page', { status: 200, type: 'text/html', body: '<h1>Log in</h1>' }, 'BAD_ANSWER'],
    ['500', { status: 500, type: 'application/json', body: '{"errors":[{"message":"boom"}]}' }, 'HTTP_STATUS'],
    ['cut-off JSON', { status: 200, type: 'application/json', body: '{"data":[{"slug":"flow' }, 'BAD_ANSWER'],
  ])('when flows are read: %s', async (_, fate, code) => {
    const before = { files: stage.files(), bases: stage.bases(), rows: await stage.rows() };
    proxy.setFate(() => fate);
    for (const command of ['push', 'pull', 'status', 'diff']) {
      const { status, error } = await stage.report([command]);
      expect({ command, status, code: error?.code }).toEqual({ command, status: 1, code });
    }
    proxy.setFate(() => 'pass');
    expect({ files: stage.files(), bases: stage.bases(), rows: await stage.rows() }).toEqual(before);
  });

  it.each([
    ['a web page', { status: 200, type: 'text/html', body: '<h1>Log in</h1>' }],
    ['500', { status: 500, type: 'application/json', body: '{"errors":[{"message":"boom"}]}' }],
  ])('when flows are written: %s', async (_, fate) => {
    proxy.setFate(({ method }) => (method === 'PATCH' ? fate : 'pass'));
    const report = await stage.report(['push']);
    expect(report.status).toBe(1);
    expect(await written()).toEqual({ rows: 0, bases: 0 });
    expect(report.flows.every(({ result }) => result === 'failed' || result === 'not-reached')).toBe(true);
    await expectAllWritten();
  });
});

describe('an account with less rights', () => {
  it('may look and pull, and is refused before anything is written by a push', async () => {
    const { token } = await createAccount(server, [['action_flows', 'read']]);
    const env = { DIRECTUS_TOKEN: token };
    expect((await stage.report(['status'], env)).summary.states).toEqual({ 'local-changed': COUNT });
    expect((await stage.report(['pull'], env)).status).toBe(0);
    const report = await stage.report(['push'], env);
    expect(report.status).toBe(1);
    expect(JSON.stringify(report)).toMatch(/right|permission|FORBIDDEN/i);
    expect(await written()).toEqual({ rows: 0, bases: 0 });
  });

  it('is told that its token is not accepted', async () => {
    const { status, error } = await stage.report(['push'], { DIRECTUS_TOKEN: 'wrong' });
    expect({ status, code: error?.code }).toEqual({ status: 1, code: 'INVALID_CREDENTIALS' });
  });
});

it('waits for nobody where nothing listens', async () => {
  const { status, error } = await stage.report(['status'], { DIRECTUS_URL: 'http://127.0.0.1:9' });
  expect({ status, code: error?.code }).toEqual({ status: 1, code: 'UNAVAILABLE' });
});

it('stops a flow that somebody changes between the plan and the write, and writes the others', async () => {
  let isDone = false;
  proxy.setFate(async ({ method }): Promise<Fate> => {
    if (method === 'PATCH' && !isDone) {
      isDone = true;
      const query = { filter: { slug: { _eq: 'flow-29' } } };
      await rest(server, 'PATCH', '/items/action_flows', { query, data: { name: 'Somebody was here' } });
    }
    return 'pass';
  });
  const { status, stdout, stderr } = await stage.run(['push']);
  expect(status).toBe(1);
  expect(stdout).toMatch(/flow-29 +stopped/);
  expect(stdout).toContain('somebody else changed the row meanwhile');
  expect(stderr).toContain('29 updated');
  expect((await stage.rows()).get('flow-29')).toMatchObject({ name: 'Somebody was here' });
  expect((await stage.report(['status', 'flow-29'])).flows[0]).toMatchObject({ state: 'conflict' });
  // One changed the name and the other the description: both stay.
  expect((await stage.report(['push', '--merge'])).status).toBe(0);
  expect((await stage.rows()).get('flow-29')).toMatchObject({
    name: 'Somebody was here',
    description: 'Says good morning.',
  });
  expect((await stage.report(['status'])).summary.states).toEqual({ 'in-step': COUNT });
});

it('reads the flows of a status in one request, and nothing else', async () => {
  proxy.requests.length = 0;
  await stage.report(['status']);
  const seen = proxy.requests.map(({ method, url }) => `${method} ${url.split('?')[0]}`);
  expect(seen.filter((request) => request.includes('action_flows'))).toHaveLength(1);
  expect(seen.filter((request) => !/action_flows|\/auth\/|\/server\//.test(request))).toEqual([]);
});
