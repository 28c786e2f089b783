import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/json.ts';
import { DIRECTUS_OPERATIONS } from '../../src/operations/directus-operations.ts';
import { directus } from '../../src/steps/directus.ts';
import { recordingPorts, rejection, runStep, stepContext } from '../fakes/ports.ts';

const uuid = 'a1b2c3d4-e5f6-7890-abcd-ef1234567890';

/** Settings for each operation, the method of the port that it calls, and the arguments before the call's own. */
const OPERATIONS: Array<[string, JsonObject, string, unknown[]]> = [
  ['list-collections', {}, 'listCollections', []],
  ['get-collection-schema', { collection: 'posts' }, 'getCollectionSchema', ['posts']],
  [
    'read-items',
    { collection: 'posts', query: { sort: 'id' }, limit: 5 },
    'readItems',
    ['posts', { sort: ['id'], limit: 5 }],
  ],
  ['read-item', { collection: 'posts', id: 1, fields: 'id' }, 'readItem', ['posts', 1, { fields: ['id'] }]],
  ['create-item', { collection: 'posts', data: { a: 1 } }, 'createItem', ['posts', { a: 1 }, {}]],
  ['update-item', { collection: 'posts', id: 1, data: { a: 1 } }, 'updateItem', ['posts', 1, { a: 1 }, {}]],
  ['delete-item', { collection: 'posts', id: [1, 2] }, 'deleteItems', ['posts', [1, 2]]],
  ['search-items', { collection: 'posts', query: 'beach' }, 'readItems', ['posts', { search: 'beach', limit: 25 }]],
  ['get-me', {}, 'getMe', []],
  ['list-users', { query: { limit: 2 } }, 'listUsers', [{ limit: 2 }]],
  ['get-user', { id: uuid }, 'getUser', [uuid]],
  ['update-user', { id: uuid, data: { email: 'a@example.com' } }, 'updateUser', [uuid, { email: 'a@example.com' }]],
  ['create-user', { data: { email: 'a@example.com' } }, 'createUser', [{ email: 'a@example.com' }]],
  ['list-files', { filter: { folder: { _eq: 'f' } } }, 'listFiles', [{ filter: { folder: { _eq: 'f' } } }]],
  ['get-file', { id: uuid }, 'getFile', [uuid]],
  ['list-flows', {}, 'listFlows', []],
  [
    'trigger-flow',
    { id: uuid, data: { a: 1 }, query: { b: '2' } },
    'triggerFlow',
    [uuid, { payload: { a: 1 }, query: { b: '2' } }],
  ],
];

const LISTS = new Set(['listCollections', 'readItems', 'listUsers', 'listFiles', 'listFlows']);

describe('directus', () => {
  it('has the 17 tools of the Directus server', () => {
    expect(OPERATIONS.map(([operation]) => operation)).toEqual(DIRECTUS_OPERATIONS);
    expect(DIRECTUS_OPERATIONS).toHaveLength(17);
  });

  it.each(OPERATIONS)('%s calls the port', async (operation, settings, method, args) => {
    const answer = LISTS.has(method) ? [{ id: 1 }] : { id: 1 };
    const { ports, calls } = recordingPorts({ directus: { [method]: async () => answer } });
    const result = await runStep(directus, { operation, ...settings }, stepContext(ports));
    expect(calls).toHaveLength(1);
    expect(calls[0]!.name).toBe(`directus.${method}`);
    expect(calls[0]!.args.slice(0, -1)).toEqual(args);
    expect(calls[0]!.args.at(-1)).toMatchObject({ idempotencyKey: 'run-1-0' });
    expect(result).toEqual(operation === 'delete-item' ? { deleted: [1, 2] } : answer);
  });

  it.each(OPERATIONS)('%s has a stub that asks no port', async (operation, settings) => {
    const { ports, calls } = recordingPorts();
    const stub = await directus.stub(directus.config.parse({ operation, ...settings }), stepContext(ports));
    expect(directus.result.safeParse(stub).success).toBe(true);
    expect(stub).toBeDefined();
    expect(calls).toEqual([]);
  });

  it('tells operations that change something from those that look', () => {
    const writing = OPERATIONS.filter(
      ([operation, settings]) => directus.effectOf({ operation, ...settings }) === 'write',
    );
    expect(writing.map(([operation]) => operation)).toEqual([
      'create-item',
      'update-item',
      'delete-item',
      'update-user',
      'create-user',
      'trigger-flow',
    ]);
    expect(directus.effectOf({ operation: '$input.operation' })).toBe('write');
  });

  it.each<[JsonObject, string]>([
    [{ operation: 'read-item', collection: 'posts' }, 'id'],
    [{ operation: 'create-item', collection: 'posts' }, 'data'],
    [{ operation: 'create-item', collection: 'posts', data: 'text' }, 'data'],
    [{ operation: 'create-item', collection: 'posts', data: [] }, 'data'],
    [{ operation: 'update-item', collection: 'posts', id: 1, data: [{}] }, 'data'],
    [{ operation: 'search-items', collection: 'posts' }, 'query'],
    [{ operation: 'search-items', collection: 'posts', query: {} }, 'query'],
    [{ operation: 'read-items', collection: 'posts', query: 'text' }, 'query'],
    [{ operation: 'read-items', collection: 'posts', query: { limt: 1 } }, 'query'],
    [{ operation: 'read-item', collection: 'posts', id: [1] }, 'id'],
    [{ operation: 'drop-collection' }, 'operation'],
  ])('refuses %j, naming %s', (config, setting) => {
    const { error } = directus.config.safeParse(config);
    expect(error?.issues.map(({ path }) => path[0])).toContain(setting);
  });

  it.each(['create-user', 'update-user'])('masks the password and the token of %s', async (operation) => {
    const user = { email: 'a@example.com', password: 'sesame-1', token: 'sesame-2' };
    const { ports } = recordingPorts({ directus: { createUser: async () => user, updateUser: async () => user } });
    const context = stepContext(ports);
    await runStep(directus, { operation, id: 'u1', data: user }, context);
    expect(context.secrets).toEqual(['sesame-1', 'sesame-2']);
  });

  it('does what the first dialect does: one item for limit 1, and no filter that matches everything', async () => {
    const { ports, calls } = recordingPorts({ directus: { readItems: async () => [] } });
    const context = stepContext(ports);
    expect(await runStep(directus, { operation: 'read-items', collection: 'posts', limit: 1 }, context)).toBeNull();
    for (const operation of ['read-items', 'list-users', 'list-files']) {
      const query = { filter: { owner: {} } };
      const config = { operation, query, ...(operation === 'read-items' ? { collection: 'posts' } : {}) };
      expect(await rejection(runStep(directus, config, context))).toMatchObject({ code: 'INVALID_QUERY' });
    }
    expect(calls).toHaveLength(1);
  });
});
