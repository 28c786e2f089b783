import { describe, expect, it } from 'vitest';
import type { DirectusServer } from '../../../src/adapters/directus-server/index.ts';
import type { JsonObject } from '../../../src/json.ts';
import type { DirectusQuery } from '../../../src/ports/index.ts';
import { data, rejection, startScripted } from './scripted-directus.ts';

/** Whatever comes in from a model or a page: every operation that takes such a value must refuse it without any request. */
const COLLECTIONS: unknown[] = [
  '../users',
  '..',
  '.',
  '',
  '/users',
  'posts/../../users',
  'posts/1',
  'posts?limit=-1',
  'posts?filter={}',
  'posts#',
  'posts%2f..%2fusers',
  '%2e%2e/users',
  '..\\users',
  'posts\u0000',
  'posts\n',
  ' posts',
  'роsts',
  'posts\u202e',
  'ｐosts',
  '\ud800',
  'a'.repeat(65),
  'x'.repeat(1_000_000),
  'directus_users',
  'directus_settings',
  'directus_permissions',
  'DIRECTUS_USERS',
  'Directus_Roles',
  'directus_anything',
  '__proto__',
  'constructor',
  'toString',
  'posts,users',
  "posts'; DROP TABLE users; --",
  undefined,
  null,
  42,
  {},
  ['posts'],
  { toString: () => 'posts' },
  Symbol('posts'),
];

const IDS: unknown[] = [
  '../../users/me',
  '../../collections/victim',
  '..',
  '.',
  '...',
  '',
  '/',
  'x/y',
  'x\\y',
  '..\\..\\users',
  'x?fields=*',
  '?filter={}',
  'x#',
  '\u0000',
  'x\r\nHost: evil',
  '\u0085',
  '\ud800',
  'x'.repeat(256),
  'x'.repeat(1_000_000),
  undefined,
  null,
  true,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1.5,
  2 ** 60,
  10n,
  {},
  { _neq: null },
  { toString: () => '../x' },
  [],
  ['../x'],
  () => 'x',
  Symbol('x'),
  new Date(0),
];

const circular: Record<string, unknown> = {};
circular['_and'] = [circular];

const listWithHole = Object.assign(Array.from<string>({ length: 0 }), { 0: 'a', 2: 'c' });

const FILTERS: unknown[] = [
  { owner: { _eq: undefined } },
  { owner: undefined },
  { owner: {} },
  { _and: [] },
  { _or: [] },
  { _and: [{}] },
  { _and: [{ owner: { _eq: 'a' } }, { owner: { _eq: undefined } }] },
  { _or: [{ _and: [{ owner: {} }] }] },
  { id: { _in: [] } },
  { id: { _in: [undefined] } },
  { id: { _in: listWithHole } },
  { author: { name: { _eq: undefined } } },
  { owner: { _eq: () => 'x' } },
  { owner: { _eq: Symbol('x') } },
  { owner: { _eq: 1n } },
  { owner: { _eq: Number.NaN } },
  { owner: { _gt: Number.NEGATIVE_INFINITY } },
  { owner: { _eq: new Date(0) } },
  { owner: { toJSON: () => ({}) } },
  { toJSON: () => ({}) },
  new Map([['owner', 'a']]),
  circular,
  [],
  [{ owner: 'a' }],
  'owner=a',
  null,
  7,
];

/** The others are refused as a whole filter only: inside of `deep` they are values like any other. */
const isOddObject = (filter: unknown) => typeof filter === 'object' && filter !== null && !Array.isArray(filter);

const QUERIES: unknown[] = [
  ...FILTERS.map((filter) => ({ filter })),
  ...FILTERS.filter(isOddObject).map((filter) => ({ deep: { comments: { _filter: filter } } })),
  { aggregate: { count: undefined } },
  { aggregate: { count: {} } },
  { aggregate: 'count' },
  { fields: ['id,password'] },
  { fields: ['id&limit=-1'] },
  { fields: [''] },
  { fields: [undefined] },
  { fields: [{}] },
  { fields: 'id' },
  { fields: ['x'.repeat(300)] },
  { sort: ['id desc; --'] },
  { sort: [null] },
  { groupBy: ['a b'] },
  { limit: -2 },
  { limit: 1.5 },
  { limit: '-1' },
  { limit: {} },
  { limit: null },
  { offset: -1 },
  { offset: '0' },
  { search: {} },
  { search: ['a'] },
  null,
  'limit=-1',
];

const PAYLOADS: unknown[] = [
  undefined,
  null,
  'text',
  [],
  { title: undefined },
  { meta: { a: [undefined] } },
  { title: () => 'x' },
  { title: 1n },
  { title: Number.NaN },
  { title: new Date(0) },
  { toJSON: () => ({}) },
  new Map(),
  circular,
];

type Operation = (directus: DirectusServer, value: never) => Promise<unknown>;

const OF_COLLECTION: Record<string, Operation> = {
  readItems: (directus, name) => directus.readItems(name, {}),
  readItem: (directus, name) => directus.readItem(name, 'x', {}),
  createItem: (directus, name) => directus.createItem(name, {}),
  createItems: (directus, name) => directus.createItems(name, [{}]),
  updateItem: (directus, name) => directus.updateItem(name, 'x', {}),
  updateItems: (directus, name) => directus.updateItems(name, ['x'], {}),
  deleteItems: (directus, name) => directus.deleteItems(name, ['x']),
  getCollectionSchema: (directus, name) => directus.getCollectionSchema(name),
  createField: (directus, name) => directus.schema.createField(name, {}),
};

const OF_ID: Record<string, Operation> = {
  readItem: (directus, id) => directus.readItem('posts', id, {}),
  updateItem: (directus, id) => directus.updateItem('posts', id, {}),
  updateItems: (directus, id) => directus.updateItems('posts', ['7d444840-9dc0-11d1-b245-5ffdce74fad2', id], {}),
  deleteItems: (directus, id) => directus.deleteItems('posts', [id]),
  getUser: (directus, id) => directus.getUser(id),
  updateUser: (directus, id) => directus.updateUser(id, {}),
  getFile: (directus, id) => directus.getFile(id),
  triggerFlow: (directus, id) => directus.triggerFlow(id, {}),
  download: async (directus, id) => directus.files.download(id)[Symbol.asyncIterator]().next(),
};

const OF_QUERY: Record<string, Operation> = {
  readItems: (directus, query) => directus.readItems('posts', query),
  listUsers: (directus, query) => directus.listUsers(query),
  listFiles: (directus, query) => directus.listFiles(query),
};

const OF_PAYLOAD: Record<string, Operation> = {
  createItem: (directus, item) => directus.createItem('posts', item),
  createItems: (directus, item) => directus.createItems('posts', [{ title: 'fine' }, item]),
  updateItem: (directus, item) => directus.updateItem('posts', 'x', item),
  updateItems: (directus, item) => directus.updateItems('posts', ['x'], item),
  createUser: (directus, item) => directus.createUser(item),
  updateUser: (directus, item) => directus.updateUser('x', item),
};

describe.each([
  ['collection', COLLECTIONS, OF_COLLECTION, /^(COLLECTION_NOT_FOUND|FORBIDDEN)$/],
  ['id', IDS, OF_ID, /^ITEM_NOT_FOUND$/],
  ['query', QUERIES, OF_QUERY, /^INVALID_QUERY$/],
  ['payload', PAYLOADS, OF_PAYLOAD, /^INVALID_PAYLOAD$/],
] as const)('hostile values as %s', (_, values, operations, code) => {
  it.each(Object.entries(operations))('never leave %s', async (_name, operation) => {
    const { directus, server } = await startScripted(() => data([]));
    const outcomes: unknown[] = [];
    for (const value of values) {
      const error = await rejection(operation(directus, value as never));
      outcomes.push(error['code']);
      expect(error.message.length).toBeLessThan(300);
      expect(error).toMatchObject({ service: 'directus', isRetryable: false });
    }
    expect(outcomes.filter((outcome) => !code.test(String(outcome)))).toEqual([]);
    expect({ requests: server.requests.length, looked: outcomes.length > 10 }).toEqual({ requests: 0, looked: true });
  });
});

it('counts at least fifty hostile values', () => {
  expect(COLLECTIONS.length + IDS.length + QUERIES.length + PAYLOADS.length).toBeGreaterThan(100);
});

describe('odd but harmless values', () => {
  it.each<[string, string]>([
    ['7d444840-9dc0-11d1-b245-5ffdce74fad2', '/items/posts/7d444840-9dc0-11d1-b245-5ffdce74fad2'],
    ['$input.id', '/items/posts/%24input.id'],
    ['%2e%2e', '/items/posts/%252e%252e'],
    ['%2f', '/items/posts/%252f'],
    ['a b&c=d;e', '/items/posts/a%20b%26c%3Dd%3Be'],
    ['ключ', '/items/posts/%D0%BA%D0%BB%D1%8E%D1%87'],
    ['__proto__', '/items/posts/__proto__'],
  ])('reach Directus as one part of the path: %s', async (id, path) => {
    const { directus, server } = await startScripted([data({ id: 1 })]);
    await directus.readItem('posts', id, {});
    expect(server.requests.map(({ url }) => url)).toEqual([path]);
  });

  it.each<[string, DirectusQuery, Record<string, string>]>([
    ['no filter at all', {}, { limit: '100' }],
    ['an empty filter', { filter: {} }, { limit: '100' }],
    [
      'a text that looks like a reference',
      { filter: { a: { _eq: '$input.x' } } },
      { limit: '100', filter: '{"a":{"_eq":"$input.x"}}' },
    ],
    [
      'a key that looks like a parameter',
      { filter: { 'a&limit=-1': 1 } },
      { limit: '100', filter: '{"a&limit=-1":1}' },
    ],
    ['a search that looks like parameters', { search: 'x&limit=-1#' }, { limit: '100', search: 'x&limit=-1#' }],
    ['all rows when they are asked for', { limit: -1 }, { limit: '-1' }],
  ])('keep their meaning: %s', async (_, query, parameters) => {
    const { directus, server } = await startScripted([data([])]);
    await directus.readItems('posts', query);
    expect(Object.fromEntries(new URL(server.requests[0]!.url, server.url).searchParams)).toEqual(parameters);
  });

  it.each(['updateItems', 'deleteItems', 'createItems'] as const)('asks nothing for no items: %s', async (method) => {
    const { directus, server } = await startScripted([]);
    await (directus[method] as (name: string, list: JsonObject[], changes: JsonObject) => Promise<unknown>)(
      'posts',
      [],
      {},
    );
    expect(server.requests).toEqual([]);
  });
});
