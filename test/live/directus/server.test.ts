import { randomUUID } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDirectusServer, systemClock, type DirectusServer } from '../../../src/adapters/index.ts';
import { createRunner } from '../../../src/index.ts';
import type { Json, JsonObject } from '../../../src/json.ts';
import { startDirectus, type DirectusServer as RunningDirectus } from '../services/directus.ts';
import { createAccount, rest } from './rest.ts';

let server: RunningDirectus;
let directus: DirectusServer;
beforeAll(async () => {
  server = await startDirectus({ env: { ACCESS_TOKEN_TTL: '2s' } });
  directus = openDirectusServer({ url: server.url, token: server.token });
  return () => directus.close();
});

/** Runs steps as one flow; gives its report. */
async function run(steps: JsonObject[]) {
  const text = JSON.stringify({ slug: 'test', name: 'Test', steps });
  const runner = createRunner({
    source: { kind: 'local', find: async () => ({ text, origin: 'test' }), list: async () => [] },
    ports: { directus, clock: systemClock() },
    config: { audit: { isEnabled: false } },
  });
  return runner.run('test', {}, {});
}

/** A flow of Directus that is started by a webhook and does one thing. */
async function createWebhook(options: JsonObject, operation?: JsonObject, status = 'active'): Promise<string> {
  const flow: { id: string } = await rest(server, 'POST', '/flows', {
    name: 'Hook',
    status,
    trigger: 'webhook',
    options,
  });
  if (operation !== undefined) {
    const place = { position_x: 20, position_y: 1, flow: flow.id, key: `op_${randomUUID().slice(0, 8)}`, name: 'Do' };
    const { id }: { id: string } = await rest(server, 'POST', '/operations', { ...place, ...operation });
    await rest(server, 'PATCH', `/flows/${flow.id}`, { operation: id });
  }
  return flow.id;
}

const transform = (json: Json): JsonObject => ({ type: 'transform', options: { json: JSON.stringify(json) } });

describe('the tools of the step type "directus"', () => {
  it('all give what they promise', async () => {
    const hook = await createWebhook({ method: 'POST', return: '$last' }, transform({ done: true }));
    const file: { id: string } = await rest(server, 'POST', '/files', {
      title: 'F',
      type: 'text/plain',
      storage: 'local',
      filename_download: 'f.txt',
    });
    const url = `https://example.com/${randomUUID()}`;
    const email = `${randomUUID()}@example.com`;
    const tool = (name: string, operation: string, settings: JsonObject = {}) => ({
      type: 'directus',
      name,
      operation,
      ...settings,
    });
    const reports = { collection: 'scout_reports' };
    const report = await run([
      tool('created', 'create-item', { ...reports, data: { url, title: 'Alpha' } }),
      tool('several', 'create-item', { ...reports, data: [{ url: 'b' }, { url: 'a' }], fields: ['url'] }),
      tool('single', 'read-item', { ...reports, id: '$created.id', fields: 'id,title' }),
      tool('rows', 'read-items', { ...reports, query: { filter: { url: { _eq: url } }, fields: ['title'] } }),
      tool('one', 'read-items', { ...reports, query: { filter: { url: { _eq: url } }, limit: 1, fields: ['title'] } }),
      tool('none', 'read-items', { ...reports, query: { filter: { url: { _eq: 'no such' } }, limit: 1 } }),
      tool('found', 'search-items', { ...reports, query: 'alpha', fields: ['title'] }),
      tool('updated', 'update-item', { ...reports, id: '$created.id', data: { title: 'Beta' }, fields: ['title'] }),
      tool('collections', 'list-collections'),
      tool('schema', 'get-collection-schema', reports),
      tool('me', 'get-me'),
      tool('account', 'create-user', { data: { email, first_name: 'A' } }),
      tool('changed', 'update-user', { id: '$account.id', data: { first_name: 'B' } }),
      tool('again', 'get-user', { id: '$account.id' }),
      tool('users', 'list-users', { query: { filter: { email: { _eq: email } }, fields: ['first_name'] } }),
      tool('files', 'list-files', { query: { limit: 1, fields: ['id'] } }),
      tool('file', 'get-file', { id: file.id }),
      tool('flows', 'list-flows'),
      tool('triggered', 'trigger-flow', { id: hook, data: { a: 1 } }),
      tool('deleted', 'delete-item', { ...reports, id: '$created.id' }),
    ]);
    expect(report).not.toHaveProperty('error');
    expect(report).toMatchObject({ success: true, warnings: [] });
    const { created, collections, schema, flows, ...results } = report.results as Record<string, JsonObject>;
    expect(created).toMatchObject({ url, title: 'Alpha', id: expect.any(String) as string });
    expect(results).toMatchObject({
      several: [{ url: 'b' }, { url: 'a' }],
      single: { id: created!['id'], title: 'Alpha' },
      rows: [{ title: 'Alpha' }],
      one: { title: 'Alpha' },
      none: null,
      found: [{ title: 'Alpha' }],
      updated: { title: 'Beta' },
      me: { email: server.email },
      account: { email },
      changed: { first_name: 'B' },
      again: { first_name: 'B', email },
      users: [{ first_name: 'B' }],
      file: { id: file.id, title: 'F' },
      triggered: { done: true },
      deleted: { deleted: [created!['id']] },
    });
    expect(results['files']).toHaveLength(1);
    expect(collections as unknown as JsonObject[]).toContainEqual(
      expect.objectContaining({ collection: 'scout_reports' }),
    );
    expect(schema).toMatchObject({ collection: 'scout_reports', fields: expect.any(Array) as unknown[] });
    expect(flows as unknown as JsonObject[]).toContainEqual(expect.objectContaining({ id: hook }));
  });
});

describe('webhooks', () => {
  it('answer with what the SDK would spoil', async () => {
    for (const value of [{ data: 1, status: 404 }, { errors: ['x'] }]) {
      const hook = await createWebhook({ method: 'POST', return: '$last' }, transform(value));
      expect(await directus.triggerFlow(hook, {})).toEqual(value);
    }
  });

  it('that repeat the request do not show our token', async () => {
    const hook = await createWebhook({ method: 'POST', return: '$all' }, transform(1));
    const answer = JSON.stringify(await directus.triggerFlow(hook, { payload: { a: 1 } }));
    expect(answer).toContain('"authorization":"•••"');
    expect(answer).not.toContain(server.token);
  });

  it('that are set up for GET are called so, unless something is to be sent', async () => {
    const hook = await createWebhook({ method: 'GET', return: '$last' }, transform('got'));
    expect(await directus.triggerFlow(hook, { query: { a: 1 } })).toBe('got');
    await expect(directus.triggerFlow(hook, { payload: {} })).rejects.toMatchObject({ code: 'INVALID_PAYLOAD' });
  });

  it('that are not active, or not there, are told apart', async () => {
    const hook = await createWebhook({ method: 'POST' }, transform(1), 'inactive');
    await expect(directus.triggerFlow(hook, {})).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('not active') as string,
    });
    await expect(directus.triggerFlow(randomUUID(), {})).rejects.toMatchObject({ code: 'ITEM_NOT_FOUND' });
  });
});

describe('files', () => {
  it.each([
    [
      'picture.png',
      'image/png',
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    ],
    ['data.json', 'application/json', Buffer.from('{"data":[1]}')],
    ['text.txt', 'text/plain', Buffer.from('ä\n')],
  ])('come back byte for byte: %s', async (name, type, bytes) => {
    const path = join(await mkdtemp(join(tmpdir(), 'genie-files-')), name);
    await writeFile(path, bytes);
    const { id } = await directus.files.upload({ path, name, type, title: 'T' });
    expect(await directus.getFile(id)).toMatchObject({ title: 'T', type, filename_download: name });
    expect(await buffer(directus.files.download(id))).toEqual(bytes);
  });

  it('that are not there are told', async () => {
    await expect(buffer(directus.files.download(randomUUID()))).rejects.toMatchObject({ code: 'ITEM_NOT_FOUND' });
    const missing = { path: '/no/such/file', name: 'x', type: 'text/plain' };
    await expect(directus.files.upload(missing)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});

describe('accounts', () => {
  it('with e-mail and password go on when their token has expired', async () => {
    const user = openDirectusServer({ url: server.url, email: server.email, password: server.password });
    expect(await user.getMe()).toMatchObject({ email: server.email });
    await sleep(2500);
    expect(await user.getMe()).toMatchObject({ email: server.email });
    await user.close();
  });

  it('with a wrong password are refused', async () => {
    const user = openDirectusServer({ url: server.url, email: server.email, password: 'wrong' });
    await expect(user.getMe()).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
  });

  it('with few rights read flows and write audits, and hear what they may not', async () => {
    const account = await createAccount(server, [
      ['action_flows', 'read'],
      ['agent_audits', 'create'],
    ]);
    const limited = openDirectusServer({ url: server.url, ...account });
    expect(await limited.readItems('action_flows', {})).toBeInstanceOf(Array);
    expect(await limited.createItem('agent_audits', { slug: 'a', status: 'success' })).toEqual({});
    await expect(limited.readItems('agent_audits', {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(limited.readItems('no_such_collection', {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(limited.readItem('action_flows', randomUUID(), {})).rejects.toMatchObject({ code: 'ITEM_NOT_FOUND' });
    await expect(limited.readItems('action_flows', { fields: ['slugg'] })).rejects.toMatchObject({
      code: 'FIELD_NOT_FOUND',
    });
  });
});

it('keeps the order of many new items', async () => {
  const urls = Array.from({ length: 40 }, (_, index) => `https://example.com/${index}`);
  const rows = await directus.createItems(
    'scout_reports',
    urls.map((url) => ({ url })),
    { fields: ['url'] },
  );
  expect(rows.map(({ url }) => url)).toEqual(urls);
});

it('tells what the licence does not give from what the account may not do', async () => {
  const create = async (index: number) =>
    directus.schema.createCollection({ collection: `extra_${index}`, meta: {}, schema: {}, fields: [] });
  const codes: unknown[] = [];
  for (let index = 0; index < 25 && codes.length === 0; index++) {
    await create(index).catch((error: { code: string }) => codes.push(error.code));
  }
  expect(codes).toEqual(['TIER_LIMIT']);
});

it('says that Directus is gone when it goes away, and works again afterwards', async () => {
  await directus.getMe();
  await server.kill();
  await expect(directus.createItem('scout_reports', { url: 'u' })).rejects.toMatchObject({
    code: expect.stringMatching(/^(UNAVAILABLE|CONNECTION_LOST)$/) as string,
    isRetryable: true,
  });
  await server.restart();
  expect(await directus.getMe()).toMatchObject({ email: server.email });
});
