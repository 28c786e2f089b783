import { expect, it } from 'vitest';
import { openFlowRows } from '../../../src/adapters/directus-flows/index.ts';
import type { FlowRowsPort } from '../../../src/ports/index.ts';
import {
  data,
  failure,
  FORBIDDEN,
  json,
  nothing,
  rejection,
  startScripted,
  text,
  type Answer,
  type Script,
} from '../directus-server/scripted-directus.ts';

const COLUMNS = 'id slug name description active confirm input steps finally output output_schema timeout_ms'.split(
  ' ',
);
/** What `/fields/action_flows` lists. */
const FIELDS = data([
  ...COLUMNS.map((field) => ({ field, type: 'json', meta: {}, schema: { is_primary_key: field === 'id' } })),
  { field: 'date_updated', type: 'timestamp', meta: { special: ['date-updated'] }, schema: {} },
]);
/** What there is, for an administrator who is told of a refusal. */
const ALL_FIELDS = data(
  ['action_flows', 'directus_revisions'].map((collection) => ({ collection, field: 'id', type: 'uuid', schema: {} })),
);
const NO_ROUTE = failure(404, 'ROUTE_NOT_FOUND');
const TAKEN = failure(400, 'RECORD_NOT_UNIQUE', { collection: 'action_flows', field: 'slug', value: 'a' });
const IMPORTED = data({ applied: true, mode: 'add', collections: {} });
const TRIED = data({ applied: false, mode: 'add', collections: {} });
const reset: Answer = (response) => void response.socket?.destroy();

const READ_AT = '2026-01-01T00:00:00.123Z';
const LATER = '2026-01-01T00:00:01.123Z';
const row = { id: '6f1c2b52-41a9-4f4c-9d0d-0d3f6b3f2f10', slug: 'a', updatedAt: READ_AT };
const flow = { slug: 'a', name: 'a', steps: [] };

async function startRows(script: Script) {
  const { server, directus, seen } = await startScripted(script);
  return { rows: openFlowRows({ server: directus }), server, seen };
}

const update = (rows: FlowRowsPort) => rows.update({ ...row, changes: { name: 'new' } });
const revision = (id: number, at: string, delta: object) => ({ id, data: { ...flow, date_updated: at }, delta });

it('reads the flows in one request, only the columns that it needs', async () => {
  const { rows, server } = await startRows([json({ data: [], meta: { filter_count: 0 } })]);
  expect(await rows.read()).toEqual([]);
  expect(server.requests).toHaveLength(1);
  const { pathname, searchParams } = new URL(server.requests[0]!.url, 'http://localhost');
  expect(pathname).toBe('/items/action_flows');
  expect(searchParams.get('fields')).toBe([...COLUMNS, 'date_updated'].join(','));
  expect(searchParams.get('limit')).toBe('-1');
});

it.each<[string, Answer, object]>([
  ['a page of something in front of Directus', text('<html>', 200, 'text/html'), { code: 'BAD_ANSWER' }],
  ['an error without JSON', text('oops', 500), { code: 'HTTP_STATUS' }],
  ['no list', data({ id: 1 }), { code: 'BAD_ANSWER' }],
  ['a list of something else', data(['a']), { code: 'BAD_ANSWER' }],
  ['fewer rows than there are', json({ data: [], meta: { filter_count: 5 } }), { code: 'BAD_ANSWER' }],
  ['wrong credentials', failure(401, 'INVALID_CREDENTIALS'), { code: 'INVALID_CREDENTIALS' }],
])('does not take %s for an empty collection', async (_, answer, error) => {
  const { rows } = await startRows(() => answer);
  await expect(rows.read()).rejects.toMatchObject(error);
});

it('asks for the columns when a collection is not as usual, and reads only those that there are', async () => {
  const fields = data([
    { field: 'uuid', type: 'uuid', meta: {}, schema: { is_primary_key: true } },
    { field: 'slug', type: 'string', meta: {}, schema: {} },
    { field: 'steps', type: 'text', meta: {}, schema: {} },
  ]);
  const rowsOfIt = data([{ uuid: 'u', slug: 'a', steps: '[1]' }]);
  const { rows, server, seen } = await startRows(({ url }) => {
    if (url === '/fields/action_flows') return fields;
    if (url === '/fields') return ALL_FIELDS;
    if (!url.startsWith('/items')) return data([]);
    return url.includes('date_updated') ? FORBIDDEN : rowsOfIt;
  });
  expect(await rows.read()).toEqual([
    { id: 'u', slug: 'a', updatedAt: undefined, document: { slug: 'a', steps: [1] } },
  ]);
  expect(seen().at(-1)).toBe('GET /items/action_flows');
  expect(new URL(server.requests.at(-1)!.url, 'http://localhost').searchParams.get('fields')).toBe('uuid,slug,steps');
});

it('creates by a list where Directus does not import', async () => {
  const { rows, seen } = await startRows([FIELDS, NO_ROUTE, data([flow])]);
  expect(await rows.tryCreate([flow])).toBeUndefined();
  await rows.create([flow]);
  expect(seen().filter((request) => request.startsWith('POST'))).toEqual([
    'POST /utils/import',
    'POST /items/action_flows',
  ]);
});

it('creates by a file of the collection where a list is too large for the server', async () => {
  const tooLarge = failure(400, 'INVALID_PAYLOAD', { reason: 'request entity too large' });
  const { rows, seen } = await startRows(({ method, url }) => {
    if (url.startsWith('/fields')) return FIELDS;
    if (method === 'GET') return data([]);
    if (url === '/utils/import/action_flows') return text('', 200);
    return url.startsWith('/utils/import') ? NO_ROUTE : tooLarge;
  });
  await rows.create([{ ...flow, description: 'x'.repeat(200_000) }]);
  expect(seen().at(-1)).toBe('POST /utils/import/action_flows');
  await expect(rows.create([flow])).rejects.toMatchObject({ code: 'INVALID_PAYLOAD' });
});

it.each<[string, Script]>([
  ['by import', [FIELDS, TAKEN]],
  ['by a list', [FIELDS, NO_ROUTE, TAKEN]],
])('names the slug that is taken when it creates %s', async (_, script) => {
  const { rows } = await startRows(script);
  await expect(rows.create([flow])).rejects.toMatchObject({
    code: 'RECORD_NOT_UNIQUE',
    message: expect.stringContaining('"a"') as string,
    data: { field: 'slug', value: 'a' },
  });
});

it.each<[string, Answer]>([
  ['the connection breaks', reset],
  ['Directus fails', failure(500, 'INTERNAL_SERVER_ERROR')],
  ['something else answers', text('<html>', 200, 'text/html')],
  ['the answer does not say what was done', data(null)],
  ['the answer says that nothing was done', TRIED],
])('does not know whether rows were created when %s, and does not try another way', async (_, answer) => {
  const { rows, seen } = await startRows([FIELDS, answer]);
  expect((await rejection(rows.create([flow])))['isOutcomeUnknown']).toBe(true);
  expect(seen()).toHaveLength(2);
});

it('does not take a dry run for one when Directus did create', async () => {
  const { rows } = await startRows([FIELDS, IMPORTED]);
  await expect(rows.tryCreate([flow])).rejects.toMatchObject({ code: 'BAD_ANSWER', isOutcomeUnknown: true });
});

it('sends a filter that names the row and the time in full', async () => {
  const { rows, server } = await startRows([FIELDS, data([])]);
  expect(await update(rows)).toBe(false);
  expect(JSON.parse(server.requests.at(-1)!.body)).toEqual({
    query: {
      filter: {
        _and: [
          { id: { _eq: row.id } },
          { date_updated: { _gte: READ_AT } },
          { date_updated: { _lt: '2026-01-01T00:00:00.124Z' } },
        ],
      },
      limit: 1,
    },
    data: { name: 'new' },
  });
});

it.each([undefined, null, {}, [], { _neq: 1 }])('never writes by a filter with a hole: the key %j', async (id) => {
  const { rows, seen } = await startRows([FIELDS]);
  const broken = { ...row, id: id as never };
  await expect(rows.update({ ...broken, changes: { name: 'x' } })).rejects.toThrow(/./);
  await expect(rows.delete(broken)).rejects.toThrow(/./);
  expect(seen().filter((request) => !request.startsWith('GET'))).toEqual([]);
});

it.each<[string, Answer]>([
  ['the connection breaks', reset],
  ['Directus fails', failure(500, 'INTERNAL_SERVER_ERROR')],
  ['something else answers', text('<html>', 200, 'text/html')],
])('does not know whether a row was changed or deleted when %s', async (_, answer) => {
  const { rows } = await startRows(({ method }) => (method === 'GET' ? FIELDS : answer));
  expect((await rejection(update(rows)))['isOutcomeUnknown']).toBe(true);
  expect((await rejection(rows.delete(row)))['isOutcomeUnknown']).toBe(true);
});

it('does not know how a write ended when it cannot look afterwards', async () => {
  const down = failure(503, 'SERVICE_UNAVAILABLE');
  const updated = await startRows([FIELDS, data([{ id: row.id }]), down]);
  expect((await rejection(update(updated.rows)))['isOutcomeUnknown']).toBe(true);
  const deleted = await startRows([FIELDS, nothing, down]);
  expect((await rejection(deleted.rows.delete(row)))['isOutcomeUnknown']).toBe(true);
});

it('puts back what somebody wrote between the look and the write of Directus', async () => {
  const revisions = [
    revision(3, LATER, { name: 'new' }),
    {
      ...revision(2, '2026-01-01T00:00:01.000Z', { name: 'theirs' }),
      data: { name: 'theirs', date_updated: '2026-01-01T00:00:01.000Z' },
    },
    revision(1, READ_AT, {}),
  ];
  const { rows, server } = await startRows([
    FIELDS,
    data([{ id: row.id }]),
    data(revisions),
    data([{ id: row.id, name: 'new', date_updated: LATER }]),
    data([{ id: row.id }]),
  ]);
  expect(await update(rows)).toBe(false);
  const { query, data: written } = JSON.parse(server.requests.at(-1)!.body) as { query: object; data: object };
  expect(written).toEqual({ name: 'theirs' });
  expect(JSON.stringify(query)).toContain(LATER);
});

it('says so when it cannot put it back', async () => {
  const revisions = [revision(3, LATER, { name: 'new' }), revision(2, '2026-01-01T00:00:01.000Z', { name: 'x' })];
  const { rows } = await startRows(({ url, method }) => {
    if (url.startsWith('/fields')) return FIELDS;
    if (url.startsWith('/revisions')) return data(revisions);
    if (method === 'GET') return data([{ id: row.id, name: 'new', date_updated: LATER }]);
    return isFirst() ? data([{ id: row.id }]) : data([]);
  });
  let writes = 0;
  const isFirst = () => writes++ === 0;
  await expect(update(rows)).rejects.toMatchObject({
    code: 'CHANGE_OVERWRITTEN',
    detail: expect.stringContaining('genie-actions history a') as string,
    data: { revision: 2 },
    // Otherwise the caller would read back what we wrote, and be content.
    isOutcomeUnknown: false,
  });
});

it('leaves the history alone that is older than what was read, also where a clock was set back', async () => {
  const revisions = [
    revision(3, LATER, { name: 'new' }),
    revision(2, READ_AT, { name: 'a' }),
    revision(1, '2027-01-01T00:00:00.000Z', { name: 'from the future' }),
  ];
  const { rows } = await startRows([FIELDS, data([{ id: row.id }]), data(revisions)]);
  expect(await update(rows)).toBe(true);
});

it('tells of a change that went with a deletion', async () => {
  const { rows } = await startRows([
    FIELDS,
    nothing,
    data([]),
    data([revision(2, LATER, { name: 'theirs' }), revision(1, READ_AT, {})]),
  ]);
  await expect(rows.delete(row)).rejects.toMatchObject({ code: 'CHANGE_OVERWRITTEN', data: { revision: 2 } });
});

it('shows of the history what the account may see', async () => {
  const script: Script = ({ url }) => {
    if (url === '/fields/action_flows') return FIELDS;
    if (url === '/fields') return ALL_FIELDS;
    if (!url.startsWith('/revisions')) return data([]);
    if (url.includes('activity')) return FORBIDDEN;
    return data([
      { id: 9, version: 'draft', data: { name: 'a draft' }, delta: { name: 'a draft' } },
      { id: 8, version: null, data: null, delta: null },
      revision(7, LATER, { name: 'x', date_updated: LATER, sort: 1 }),
    ]);
  };
  const { rows } = await startRows(script);
  expect(await rows.revisions(row.id)).toEqual([
    { id: 8, at: '', by: undefined, action: 'other', document: {}, changedKeys: [] },
    { id: 7, at: '', by: undefined, action: 'other', document: flow, changedKeys: ['name'] },
  ]);
});

it('gives up with the reason of its signal while a server is slow', async () => {
  const { rows } = await startRows(({ method }) => (method === 'GET' ? FIELDS : () => undefined));
  const reason = new Error('enough');
  const attempt = async (write: (signal: AbortSignal) => Promise<unknown>) => {
    const abort = new AbortController();
    const ended = rejection(write(abort.signal));
    setTimeout(() => abort.abort(reason), 50);
    return ended;
  };
  expect(await attempt((signal) => rows.create([flow], { signal }))).toBe(reason);
  expect(await attempt((signal) => rows.update({ ...row, changes: { name: 'x' } }, { signal }))).toBe(reason);
  expect(await attempt((signal) => rows.delete(row, { signal }))).toBe(reason);
});

it('says that a server is down', async () => {
  const { rows, server } = await startRows([]);
  await server[Symbol.asyncDispose]();
  await expect(rows.read()).rejects.toMatchObject({ code: 'UNAVAILABLE', isOutcomeUnknown: false });
  await expect(rows.create([flow])).rejects.toMatchObject({ code: 'UNAVAILABLE', isOutcomeUnknown: false });
});
