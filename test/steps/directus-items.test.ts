import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/json.ts';
import { ServiceError } from '../../src/ports/index.ts';
import { directusDelete } from '../../src/steps/directus-delete.ts';
import { directusRead } from '../../src/steps/directus-read.ts';
import { directusSearch } from '../../src/steps/directus-search.ts';
import { directusTrigger } from '../../src/steps/directus-trigger.ts';
import { directusUpdate } from '../../src/steps/directus-update.ts';
import { directusWrite } from '../../src/steps/directus-write.ts';
import { directus } from '../../src/steps/directus.ts';
import { recordingPorts, rejection, runStep, stepContext } from '../fakes/ports.ts';

const posts: JsonObject[] = [
  { id: 1, title: 'one' },
  { id: 2, title: 'two' },
];
const call = { signal: expect.any(AbortSignal) as AbortSignal, idempotencyKey: 'run-1-0' };

function store(rows: JsonObject[] = posts) {
  return recordingPorts({
    directus: {
      readItems: async (_, { limit = -1 }) => (limit < 0 ? rows : rows.slice(0, limit)),
      readItem: async (collection, id) => {
        const row = rows.find((each) => each.id === id);
        if (row === undefined) throw new ServiceError('directus', 'ITEM_NOT_FOUND', `${collection} has no item ${id}`);
        return row;
      },
      createItem: async (_, item) => ({ id: 9, ...item }),
      createItems: async (_, items) => items.map((item, index) => Object.assign({ id: index }, item)),
      updateItem: async (_, id, changes) => ({ id, ...changes }),
      updateItems: async (_, ids, changes) => ids.map((id) => Object.assign({ id }, changes)),
      deleteItems: async () => {},
      triggerFlow: async () => 'started',
    },
  });
}

describe('directus_read', () => {
  it('gives a list, with the query as Directus takes it', async () => {
    const { ports, calls } = store();
    const config = {
      collection: 'posts',
      fields: 'id, title',
      sort: '-id',
      filter: { id: { _gt: 0 } },
      offset: 0,
      search: 'o',
    };
    expect(await runStep(directusRead, config, stepContext(ports))).toEqual(posts);
    expect(calls).toEqual([
      {
        name: 'directus.readItems',
        args: [
          'posts',
          { fields: ['id', 'title'], sort: ['-id'], filter: { id: { _gt: 0 } }, offset: 0, search: 'o' },
          call,
        ],
      },
    ]);
  });

  it('gives the item for an id, and fails for one that does not exist', async () => {
    const { ports, calls } = store();
    expect(await runStep(directusRead, { collection: 'posts', id: 2, fields: ['title'] }, stepContext(ports))).toEqual(
      posts[1],
    );
    expect(calls[0]!.args).toEqual(['posts', 2, { fields: ['title'] }, call]);
    const missing = runStep(directusRead, { collection: 'posts', id: 3 }, stepContext(ports));
    expect(await rejection(missing)).toMatchObject({ code: 'ITEM_NOT_FOUND' });
  });

  it('gives the item for limit 1, and null when there is none', async () => {
    expect(await runStep(directusRead, { collection: 'posts', limit: 1 }, stepContext(store().ports))).toEqual(
      posts[0],
    );
    expect(await runStep(directusRead, { collection: 'posts', limit: 1 }, stepContext(store([]).ports))).toBeNull();
  });

  it.each<[string, JsonObject]>([
    ['an empty condition', { owner: {} }],
    ['an undefined value', { owner: { _eq: undefined! } }],
    ['an undefined field', { owner: undefined! }],
    ['an empty condition inside _and', { _and: [{ a: { _eq: 1 } }, { owner: {} }] }],
    ['an empty entry of _or', { _or: [{}] }],
    ['an empty _or', { _or: [] }],
    ['an undefined value in a list', { owner: { _in: [undefined!] } }],
    ['an empty condition on a related item', { author: { name: {} } }],
  ])('refuses %s before any request, because it would match every item', async (_, filter) => {
    const { ports, calls } = store();
    const error = await rejection(runStep(directusRead, { collection: 'posts', filter }, stepContext(ports)));
    expect(error).toMatchObject({ code: 'INVALID_QUERY', isRetryable: false });
    expect(error.message).toContain('every item');
    expect(calls).toEqual([]);
  });

  it('takes a filter that is empty as a whole', async () => {
    expect(await runStep(directusRead, { collection: 'posts', filter: {} }, stepContext(store().ports))).toHaveLength(
      2,
    );
  });

  it.each([['../users'], ['a/b'], ['a?x=1'], ['']])('refuses the collection name %j', (collection) => {
    expect(directusRead.config.safeParse({ collection }).success).toBe(false);
  });

  it.each([['../../users/me'], ['1?fields=slug'], ['a/b'], ['a\\b'], ['a#b'], ['..'], ['.'], [''], [null], [1.5]])(
    'refuses the id %j, which could lead elsewhere',
    (id) => {
      expect(directusRead.config.safeParse({ collection: 'posts', id }).success).toBe(false);
    },
  );

  it.each([['a1b2c3d4-e5f6-7890-abcd-ef1234567890'], ['post-1'], ['v1.2'], [7]])('takes the id %j', (id) => {
    expect(directusRead.config.safeParse({ collection: 'posts', id }).success).toBe(true);
  });

  it('refuses an id together with a filter', () => {
    const { error } = directusRead.config.safeParse({ collection: 'posts', id: 1, filter: {} });
    expect(error?.issues[0]?.message).toContain('either "id" or "filter"');
  });

  it('shows rows of platform_sessions without their cookies, also as related items', async () => {
    const session = { id: 1, platform: 'onlyfans', cookies: { enc: 'v1:a:b:c' } };
    const visible = { id: 1, platform: 'onlyfans' };
    const read = async (collection: string, rows: JsonObject[], more: JsonObject = {}) =>
      runStep(directusRead, { collection, ...more }, stepContext(store(rows).ports));
    expect(await read('platform_sessions', [session])).toEqual([visible]);
    expect(await read('platform_sessions', [session], { id: 1 })).toEqual(visible);
    expect(await read('creator_profiles', [{ id: 5, platform_sessions: [session] }])).toEqual([
      { id: 5, platform_sessions: [visible] },
    ]);
    expect(await read('recipes', [{ id: 2, cookies: 'with chocolate' }])).toEqual([
      { id: 2, cookies: 'with chocolate' },
    ]);
  });

  it.each<[JsonObject, JsonObject | undefined]>([
    [{ collection: 'posts', id: '$x' }, { type: 'object' }],
    [
      { collection: 'posts', limit: 1, fields: 'id,author.name' },
      { type: ['object', 'null'], properties: { id: {}, author: {} }, additionalProperties: false },
    ],
    [
      { collection: 'posts', fields: ['*'] },
      { type: 'array', items: { type: 'object' } },
    ],
    [
      { collection: 'posts', fields: '$input.fields' },
      { type: 'array', items: { type: 'object' } },
    ],
    [{ collection: 'posts', limit: '$input.limit' }, undefined],
  ])('knows the type of %j', (config, type) => {
    expect(directusRead.resultType(config)).toEqual(type);
  });

  it('stubs an item in which the filter holds and the asked fields are', async () => {
    const filter = { _and: [{ user_id: { _eq: 'u1' } }, { status: { _in: ['a'] } }] };
    const config = directusRead.config.parse({ collection: 'posts', filter, fields: 'id,author.name,*', limit: 1 });
    expect(await directusRead.stub(config, stepContext())).toEqual({
      id: '00000000-0000-4000-8000-000000000000',
      user_id: 'u1',
      author: { name: 'stub name' },
    });
    const totals = directusRead.config.parse({ collection: 'posts', aggregate: { count: '*', sum: ['price'] } });
    expect(await directusRead.stub(totals, stepContext())).toEqual([{ count: 1, sum: { price: 1 } }]);
  });
});

describe('directus_write', () => {
  it('creates one item, or several with one request', async () => {
    const { ports, calls } = store();
    const context = stepContext(ports);
    expect(await runStep(directusWrite, { collection: 'posts', item: { a: 1 }, fields: 'id' }, context)).toEqual({
      id: 9,
      a: 1,
    });
    expect(await runStep(directusWrite, { collection: 'posts', item: [{ a: 1 }, { a: 2 }] }, context)).toEqual([
      { id: 0, a: 1 },
      { id: 1, a: 2 },
    ]);
    expect(calls.map(({ name, args }) => [name, args[2]])).toEqual([
      ['directus.createItem', { fields: ['id'] }],
      ['directus.createItems', {}],
    ]);
  });

  it('hands an item over as it is', async () => {
    const { ports, calls } = store();
    const item = JSON.parse('{"__proto__":{"admin":true},"text":"$context.user_id {{ env.X }} $$"}') as JsonObject;
    await runStep(directusWrite, { collection: 'posts', item }, stepContext(ports));
    expect(calls[0]!.args[1]).toBe(item);
  });

  it.each([
    [directusWrite, { item: {} }],
    [directusUpdate, { id: 1, item: {} }],
    [directusDelete, { id: 1 }],
    [directus, { operation: 'create-item', data: {} }],
    [directus, { operation: 'delete-item', id: 1 }],
  ])('and its siblings do not touch system collections (%#)', async (stepType, settings) => {
    const { ports, calls } = store();
    const config = { collection: 'directus_users', ...settings } as JsonObject;
    const error = await rejection(runStep(stepType, config, stepContext(ports)));
    expect(error).toMatchObject({ code: 'FORBIDDEN', isRetryable: false });
    expect(calls).toEqual([]);
  });
});

describe('directus_update and directus_delete', () => {
  it('take one id or a list', async () => {
    const context = stepContext(store().ports);
    expect(await runStep(directusUpdate, { collection: 'posts', id: 1, item: { a: 1 } }, context)).toEqual({
      id: 1,
      a: 1,
    });
    expect(await runStep(directusUpdate, { collection: 'posts', id: [1, 'b'], item: { a: 1 } }, context)).toEqual([
      { id: 1, a: 1 },
      { id: 'b', a: 1 },
    ]);
    expect(await runStep(directusDelete, { collection: 'posts', id: 1 }, context)).toEqual({ deleted: [1] });
    expect(await runStep(directusDelete, { collection: 'posts', id: [1, 2] }, context)).toEqual({ deleted: [1, 2] });
  });

  it.each([[[]], [undefined], [null], [['../x']]])('refuse the id %j', (id) => {
    expect(directusDelete.config.safeParse({ collection: 'posts', id }).success).toBe(false);
    expect(directusUpdate.config.safeParse({ collection: 'posts', id, item: {} }).success).toBe(false);
  });
});

describe('the stubs of writes', () => {
  it('give one item or a list, as the real steps do', async () => {
    const stub = (stepType: typeof directusWrite, config: JsonObject) =>
      stepType.stub(stepType.config.parse(config), stepContext());
    const madeUp = '00000000-0000-4000-8000-000000000000';
    expect(await stub(directusWrite, { collection: 'posts', item: { a: 1 } })).toEqual({ id: madeUp, a: 1 });
    expect(await stub(directusWrite, { collection: 'posts', item: [{ a: 1 }] })).toEqual([{ id: madeUp, a: 1 }]);
    expect(await stub(directusUpdate, { collection: 'posts', id: 1, item: { a: 2 } })).toEqual({ id: 1, a: 2 });
    expect(await stub(directusUpdate, { collection: 'posts', id: [1, 2], item: { a: 2 } })).toEqual([
      { id: 1, a: 2 },
      { id: 2, a: 2 },
    ]);
    expect(await stub(directusDelete, { collection: 'posts', id: [1, 2] })).toEqual({ deleted: [1, 2] });
  });

  it('have the type that the settings promise', () => {
    expect(directusWrite.resultType({ collection: 'posts', item: {} })).toEqual({ type: 'object' });
    expect(directusWrite.resultType({ collection: 'posts', item: [{}] })).toEqual({
      type: 'array',
      items: { type: 'object' },
    });
    expect(directusWrite.resultType({ collection: 'posts', item: '$rows' })).toBeUndefined();
    expect(directusUpdate.resultType({ collection: 'posts', id: 'a', item: {}, fields: 'id' })).toMatchObject({
      properties: { id: {} },
    });
  });
});

describe('directus_search', () => {
  it('asks for 25 items at most, and gives a list also for one', async () => {
    const { ports, calls } = store();
    const context = stepContext(ports);
    expect(await runStep(directusSearch, { collection: 'posts', query: 'o' }, context)).toHaveLength(2);
    expect(await runStep(directusSearch, { collection: 'posts', query: 'o', limit: 1 }, context)).toEqual([posts[0]]);
    expect(calls.map(({ args }) => args[1])).toEqual([
      { limit: 25, search: 'o' },
      { limit: 1, search: 'o' },
    ]);
  });
});

describe('directus_trigger', () => {
  const uuid = 'a1b2c3d4-e5f6-7890-abcd-ef1234567890';

  it('calls the webhook and gives its answer', async () => {
    const { ports, calls } = store();
    const config = { flow_uuid: uuid, payload: { a: 1 }, query: { b: '2' } };
    expect(await runStep(directusTrigger, config, stepContext(ports))).toBe('started');
    expect(calls[0]!.args).toEqual([uuid, { payload: { a: 1 }, query: { b: '2' } }, call]);
  });

  it('refuses a UUID that is not whole, before any request', async () => {
    const { ports, calls } = store();
    const error = await rejection(runStep(directusTrigger, { flow_uuid: '7506f825-...' }, stepContext(ports)));
    expect(error.code).toBe('FLOW_UUID_INVALID');
    expect(calls).toEqual([]);
  });
});
