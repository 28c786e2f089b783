import { describe, expect, it } from 'vitest';
import type { SeenRequest } from '../../fakes/http-server.ts';
import { data, failure, FORBIDDEN, json, rejection, startScripted, text, type Answer } from './scripted-directus.ts';

const ID = '7d444840-9dc0-11d1-b245-5ffdce74fad2';

const field = (collection: string, name: string, facts: Record<string, unknown> = {}) => ({
  collection,
  field: name,
  type: 'string',
  schema: { is_primary_key: name === 'id' },
  meta: { special: null },
  ...facts,
});

const FIELDS = [
  field('posts', 'id', { type: 'uuid', meta: { special: ['uuid'] } }),
  field('posts', 'title'),
  field('posts', 'author'),
  field('posts', 'comments', { type: 'alias', schema: null }),
  field('authors', 'id', { type: 'integer' }),
  field('authors', 'name'),
  field('comments', 'id'),
  field('comments', 'text'),
];
const RELATIONS = [
  { collection: 'posts', field: 'author', related_collection: 'authors', meta: { one_field: null } },
  { collection: 'comments', field: 'post', related_collection: 'posts', meta: { one_field: 'comments' } },
];

/** Refuses everything but what tells which collections and items there are. */
function administered(present: readonly string[] = []) {
  return ({ url, method }: SeenRequest): Answer => {
    const { pathname, searchParams } = new URL(url, 'http://x');
    if (pathname === '/fields') return data(FIELDS);
    if (pathname === '/relations') return data(RELATIONS);
    const filter = searchParams.get('filter');
    const isLookUp = method === 'GET' && filter !== null && filter.startsWith('{"id":{"_eq"');
    return isLookUp ? data(present.some((id) => filter.includes(id)) ? [{ id: ID }] : []) : FORBIDDEN;
  };
}

/** An account that may not see the schema itself: only its part of the OpenAPI document. */
function limited(others: Answer = FORBIDDEN) {
  const openApi = {
    components: {
      schemas: {
        ItemsPosts: {
          'x-collection': 'posts',
          properties: {
            id: { type: 'string', format: 'uuid' },
            title: { type: 'string' },
            author: { oneOf: [{ type: 'integer' }, { $ref: '#/components/schemas/ItemsAuthors' }] },
          },
        },
        ItemsAuthors: { 'x-collection': 'authors', properties: { id: { type: 'integer' }, name: { type: 'string' } } },
      },
    },
  };
  return ({ url }: SeenRequest): Answer => {
    if (url.startsWith('/server/specs/oas')) return json(openApi);
    return url.startsWith('/fields') ? FORBIDDEN : others;
  };
}

describe('what Directus forbids', () => {
  it('is a missing collection when there is none of that name', async () => {
    const { directus } = await startScripted(administered());
    expect(await rejection(directus.readItems('post', {}))).toMatchObject({
      code: 'COLLECTION_NOT_FOUND',
      message: 'Collection not found',
      detail: expect.stringContaining('"posts"') as string,
      isRetryable: false,
    });
  });

  it('is a missing item when there is none with that id', async () => {
    const { directus } = await startScripted(administered());
    for (const work of [directus.readItem('posts', ID, {}), directus.updateItem('posts', ID, { title: 'x' })]) {
      expect(await rejection(work)).toMatchObject({ code: 'ITEM_NOT_FOUND', data: { collection: 'posts', id: ID } });
    }
  });

  it('is a refusal when the item is there', async () => {
    const { directus } = await startScripted(administered([ID]));
    expect(await rejection(directus.updateItem('posts', ID, {}))).toMatchObject({
      code: 'FORBIDDEN',
      message: 'Directus does not allow this in collection "posts"',
      isRetryable: false,
      isOutcomeUnknown: false,
    });
    expect(await rejection(directus.createItem('posts', {}))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each([
    [{ fields: ['id', 'titel'] }, 'posts', 'titel'],
    [{ sort: ['-titel'] }, 'posts', 'titel'],
    [{ groupBy: ['titel'] }, 'posts', 'titel'],
    [{ aggregate: { sum: ['titel'] } }, 'posts', 'titel'],
    [{ fields: ['author.nam'] }, 'authors', 'nam'],
    [{ fields: ['count(comment)'] }, 'posts', 'comment'],
    [{ fields: ['comments.txt'] }, 'comments', 'txt'],
    [{ filter: { titel: { _eq: 'x' } } }, 'posts', 'titel'],
    [{ filter: { _and: [{ title: 'x' }, { _or: [{ author: { nam: 'x' } }] }] } }, 'authors', 'nam'],
    [{ filter: { comments: { _some: { txt: { _eq: 1 } } } } }, 'comments', 'txt'],
  ])('is a missing field when a query names one: %j', async (query, collection, name) => {
    const { directus } = await startScripted(administered());
    expect(await rejection(directus.readItems('posts', query))).toMatchObject({
      code: 'FIELD_NOT_FOUND',
      message: `Field "${name}" not found in collection "${collection}"`,
    });
  });

  it.each([
    { fields: ['*', '*.*', 'author.*', 'comments.text', 'year(title)'] },
    { filter: { author: { name: { _eq: 'x' } }, title: { _contains: 'nam' }, comments: { text: 'x' } } },
  ])('is no missing field when all are there: %j', async (query) => {
    const { directus } = await startScripted(administered());
    expect(await rejection(directus.readItems('posts', query))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('cannot be told apart for an account that sees only a part, and says so', async () => {
    const { directus } = await startScripted(limited());
    const error = await rejection(directus.readItems('secrets', {}));
    expect(error).toMatchObject({ code: 'FORBIDDEN' });
    expect(error['detail']).toContain('no collection "secrets", or the account has no access');
    expect(await rejection(directus.readItems('posts', { fields: ['titel'] }))).toMatchObject({
      code: 'FIELD_NOT_FOUND',
    });
    expect(await rejection(directus.readItems('posts', { fields: ['author.nam'] }))).toMatchObject({
      code: 'FIELD_NOT_FOUND',
    });
  });

  it('stays as it came when nothing explains it', async () => {
    const { directus } = await startScripted(({ url }) => (url.startsWith('/items') ? FORBIDDEN : text('boom', 500)));
    expect(await rejection(directus.readItems('posts', {}))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('is explained with one look for many refusals', async () => {
    const { directus, seen } = await startScripted(administered());
    for (let round = 0; round < 5; round++) await rejection(directus.readItems('nothing', {}));
    expect(seen().filter((line) => line === 'GET /fields')).toHaveLength(1);
  });

  it('ends with the reason of a signal that comes while it is explained', async () => {
    const controller = new AbortController();
    const { directus } = await startScripted(({ url }) => {
      if (!url.startsWith('/fields')) return FORBIDDEN;
      controller.abort(new Error('enough'));
      return () => {};
    });
    await expect(directus.readItems('posts', {}, { signal: controller.signal })).rejects.toThrow('enough');
  });
});

describe('an error of Directus', () => {
  it.each<[number, string, string, boolean]>([
    [400, 'RECORD_NOT_UNIQUE', 'NOT_UNIQUE', false],
    [400, 'FAILED_VALIDATION', 'VALIDATION_FAILED', false],
    [400, 'INVALID_FOREIGN_KEY', 'VALIDATION_FAILED', false],
    [400, 'VALUE_TOO_LONG', 'VALIDATION_FAILED', false],
    [400, 'INVALID_QUERY', 'INVALID_QUERY', false],
    [400, 'INVALID_PAYLOAD', 'INVALID_PAYLOAD', false],
    [413, 'CONTENT_TOO_LARGE', 'TOO_LARGE', false],
    [403, 'LIMIT_EXCEEDED', 'TIER_LIMIT', false],
    [403, 'RESOURCE_RESTRICTED', 'TIER_LIMIT', false],
    [401, 'USER_SUSPENDED', 'INVALID_CREDENTIALS', false],
    [503, 'SERVICE_UNAVAILABLE', 'UNAVAILABLE', true],
    [404, 'ROUTE_NOT_FOUND', 'HTTP_STATUS', false],
    [500, 'INTERNAL_SERVER_ERROR', 'HTTP_STATUS', true],
    [418, 'SOMETHING_NEW', 'HTTP_STATUS', false],
  ])('%d %s is %s', async (status, theirs, ours, isRetryable) => {
    const { directus } = await startScripted([failure(status, theirs)]);
    expect(await rejection(directus.createItem('posts', {}))).toMatchObject({
      code: ours,
      isRetryable,
      isOutcomeUnknown: status === 500,
      data: { status, directusCode: theirs },
    });
  });

  it('names the field and the value that is there already', async () => {
    const { directus } = await startScripted([
      failure(400, 'RECORD_NOT_UNIQUE', { collection: 'posts', field: 'slug', value: 'a' }),
    ]);
    expect(await rejection(directus.createItem('posts', {}))).toMatchObject({
      message: 'Value "a" for field "slug" in collection "posts" has to be unique.',
      data: { collection: 'posts', field: 'slug', value: 'a' },
    });
  });

  it('names every field that is wrong', async () => {
    const errors = ['name', 'slug'].map((name) => ({
      message: `Validation failed for field "${name}". Value is required.`,
      extensions: { code: 'FAILED_VALIDATION', field: name, type: 'required' },
    }));
    const { directus } = await startScripted([json({ errors }, 400)]);
    const error = await rejection(directus.createItem('posts', {}));
    expect(error.message).toContain('"name"');
    expect(error.message).toContain('"slug"');
  });

  it.each([
    [400, 'FAILED_VALIDATION'],
    [403, 'FORBIDDEN'],
    [500, 'INTERNAL_SERVER_ERROR'],
  ])("keeps what the platform's plan says behind its prefix (%d)", async (status, code) => {
    const { directus } = await startScripted([
      failure(status, code, {}, {}, 'tier_limit: watermark_ops needs the Pro plan'),
    ]);
    expect(await rejection(directus.createItem('media_jobs', {}))).toMatchObject({
      code: 'TIER_LIMIT',
      message: 'watermark_ops needs the Pro plan',
      isRetryable: false,
    });
  });

  it('shows what a database said at the terminal only', async () => {
    const { directus } = await startScripted([
      failure(500, 'INTERNAL_SERVER_ERROR', {}, {}, 'insert into "x" - no such table'),
    ]);
    const error = await rejection(directus.createItem('posts', {}));
    expect(error.message).toBe('Directus answered with status 500');
    expect(error['detail']).toContain('no such table');
  });
});
