import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/json.ts';
import type { SeenRequest } from '../../fakes/http-server.ts';
import { data, nothing, rejection, startScripted, text, type Answer } from './scripted-directus.ts';

const keyField = (type: string, special: string[] | null = null) => ({
  collection: 'posts',
  field: 'key',
  type,
  schema: { is_primary_key: true },
  meta: { special },
});

/** A collection `posts` whose answers come in the order of its keys, as Directus's do. */
function posts(key: ReturnType<typeof keyField>, change: (rows: JsonObject[]) => JsonObject[] = (rows) => rows) {
  return ({ url, method, body }: SeenRequest): Answer => {
    if (url.startsWith('/fields')) return data([key]);
    if (url.startsWith('/relations')) return data([]);
    if (method === 'GET') return data([{ key: 'a' }, { key: 'b' }, { key: 'c' }]);
    if (method === 'DELETE') return nothing;
    const sent = JSON.parse(body) as JsonObject[] | { keys: string[]; data: JsonObject };
    const rows = Array.isArray(sent) ? sent : sent.keys.map((each) => Object.assign({ key: each }, sent.data));
    const stored = rows.map((row, index) => Object.assign({ key: index + 1 }, row));
    const place = ({ key: own }: JsonObject) => JSON.stringify(own);
    return data(change(stored).toSorted((one, other) => (place(one) < place(other) ? -1 : 1)));
  };
}

const byName = (rows: readonly JsonObject[]) => rows.map(({ name }) => name);

describe('several new items', () => {
  const items = Array.from({ length: 12 }, (_, index) => ({ name: `item ${index}` }));

  it.each([
    ['UUIDs', keyField('uuid', ['uuid'])],
    ['texts that Directus fills in', keyField('string', ['uuid'])],
  ])('come back in their order when keys are %s', async (_, key) => {
    const { directus } = await startScripted(posts(key));
    expect(byName(await directus.createItems('posts', items))).toEqual(byName(items));
  });

  it('come back in their order when their keys are given', async () => {
    const { directus } = await startScripted(posts(keyField('string')));
    const given = [
      { key: 'z', name: '1' },
      { key: 'a', name: '2' },
    ];
    expect(await directus.createItems('posts', given)).toEqual(given);
  });

  it('have only the fields that were asked for', async () => {
    const { directus, server } = await startScripted(posts(keyField('uuid', ['uuid'])));
    const rows = await directus.createItems('posts', items, { fields: ['name'] });
    expect(rows).toEqual(items);
    expect(new URL(server.requests.at(-1)!.url, server.url).searchParams.get('fields')).toBe('name,key');
  });

  it('that are missing in the answer may be there', async () => {
    const { directus } = await startScripted(posts(keyField('uuid', ['uuid']), (rows) => rows.slice(1)));
    expect(await rejection(directus.createItems('posts', items))).toMatchObject({
      code: 'BAD_ANSWER',
      isOutcomeUnknown: true,
    });
  });
});

describe('several items that are changed', () => {
  it('come back in the order of the ids, once all are known to be there', async () => {
    const { directus, seen } = await startScripted(posts(keyField('string')));
    expect(await directus.updateItems('posts', ['c', 'a'], { name: 'x' })).toEqual([
      { key: 'c', name: 'x' },
      { key: 'a', name: 'x' },
    ]);
    expect(seen().slice(-2)).toEqual(['GET /items/posts', 'PATCH /items/posts']);
  });

  it.each(['updateItems', 'deleteItems'] as const)('stay as they are when one is missing: %s', async (method) => {
    const { directus, seen } = await startScripted(posts(keyField('string')));
    const work =
      method === 'updateItems'
        ? directus.updateItems('posts', ['a', 'x'], {})
        : directus.deleteItems('posts', ['a', 'x']);
    expect(await rejection(work)).toMatchObject({ code: 'ITEM_NOT_FOUND', data: { id: 'x' } });
    expect(seen().filter((line) => !line.startsWith('GET'))).toEqual([]);
  });
});

it('takes an answer without an item for a missing one', async () => {
  const { directus } = await startScripted(() => nothing);
  expect(await rejection(directus.updateItem('posts', 'x', {}))).toMatchObject({ code: 'ITEM_NOT_FOUND' });
  expect(await rejection(directus.readItem('posts', 'x', {}))).toMatchObject({ code: 'ITEM_NOT_FOUND' });
});

it('sends a long query in the body, where it has room', async () => {
  const { directus, server } = await startScripted([data([])]);
  const ids = Array.from({ length: 500 }, (_, index) => `id-${index}`);
  await directus.readItems('posts', { filter: { id: { _in: ids } }, limit: 5 });
  expect(server.requests[0]).toMatchObject({ method: 'SEARCH', url: '/items/posts' });
  expect(JSON.parse(server.requests[0]!.body)).toEqual({ query: { filter: { id: { _in: ids } }, limit: 5 } });
});

describe('a flow of Directus', () => {
  const UUID = '591a8845-0000-4000-8000-000000000000';

  it.each<[string, Answer, unknown]>([
    [
      'an object with data',
      (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":1,"status":404}'),
      { data: 1, status: 404 },
    ],
    [
      'an object with errors',
      (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"errors":["x"]}'),
      { errors: ['x'] },
    ],
    [
      'a text',
      (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('"done"'),
      'done',
    ],
    ['a number', (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('42'), 42],
    ['nothing', nothing, null],
    ['plain text', text('ok', 200, 'text/plain'), 'ok'],
  ])('answers as it likes: %s', async (_, answer, expected) => {
    const { directus, server } = await startScripted([answer]);
    expect(await directus.triggerFlow(UUID, { payload: { a: 1 }, query: { b: 'c d', e: [1, 2] } })).toEqual(expected);
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      url: `/flows/trigger/${UUID}?b=c+d&e=1&e=2`,
      body: '{"a":1}',
    });
  });

  it('never answers with our credentials', async () => {
    const { directus } = await startScripted([
      (response, request) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const { authorization } = request.headers;
        response.end(
          JSON.stringify({
            $trigger: { headers: { authorization, 'Set-Cookie': 'a=b', host: 'x' } },
            copy: [`use ${authorization}`],
          }),
        );
      },
    ]);
    expect(await directus.triggerFlow(UUID, {})).toEqual({
      $trigger: { headers: { authorization: '•••', 'Set-Cookie': '•••', host: 'x' } },
      copy: ['use Bearer •••'],
    });
  });
});
