import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/json.ts';
import type { DirectusPort, DirectusQuery } from '../../src/ports/index.ts';

/**
 * What every adapter of the Directus port must do. `open` gives a port onto a Directus that has the collections of
 * `directusSnapshot`; other rows may be there and are left alone.
 */
export function describeDirectusPort(name: string, open: () => Promise<DirectusPort> | DirectusPort): void {
  describe(`directus port: ${name}`, () => {
    let directus: DirectusPort;
    beforeAll(async () => {
      directus = await open();
    });
    afterAll(() => directus.close());

    /** Rows of one test, told from all others by their platform. */
    async function seedMedia(rows: JsonObject[]): Promise<{ platform: string; ids: string[] }> {
      const platform = `test-${randomUUID()}`;
      const created = await directus.createItems(
        'scraped_media',
        rows.map((row) => ({ ...row, platform })),
      );
      return { platform, ids: created.map(({ id }) => id as string) };
    }

    async function titles(platform: string, query: DirectusQuery): Promise<unknown[]> {
      const filter = query.filter === undefined ? { platform } : { _and: [{ platform }, query.filter] };
      const rows = await directus.readItems('scraped_media', { sort: ['title'], ...query, fields: ['title'], filter });
      return rows.map(({ title }) => title);
    }

    describe('items', () => {
      it('makes an id, fills in defaults and dates, and reads back what it stored', async () => {
        const created = await directus.createItem('scheduled_posts', {
          platform: 'x',
          caption: 'Hello',
          tags: ['a', { b: null }],
        });
        expect(created).toMatchObject({
          platform: 'x',
          caption: 'Hello',
          tags: ['a', { b: null }],
          status: 'draft',
          price: null,
        });
        expect(created['id']).toMatch(/^[0-9a-f-]{36}$/);
        expect(Date.now() - Date.parse(created['created_at'] as string)).toBeLessThan(60_000);
        expect(await directus.readItem('scheduled_posts', created['id'] as string, {})).toEqual(created);
      });

      it('takes an id that is given, when it is a UUID', async () => {
        const id = randomUUID();
        expect(
          await directus.createItem('creator_profiles', { id, platform: 'x' }, { fields: ['id', 'is_active'] }),
        ).toEqual({ id, is_active: true });
        await expect(directus.createItem('creator_profiles', { id: 'cp-123', platform: 'x' })).rejects.toMatchObject({
          service: 'directus',
          isRetryable: false,
        });
      });

      it('drops fields that the collection does not have', async () => {
        const created = await directus.createItem('scout_reports', { url: 'https://example.com', nonsense: 1 });
        expect(created).not.toHaveProperty('nonsense');
      });

      it.each([
        ['text of a model', '$context.user_id {{env.X}} $$ `"\' \\ % _ \n\t € 🙂'],
        ['text that looks like a variable', '$NOW'],
        ['text that looks like a number', '007'],
      ])('keeps %s as it is', async (_, text) => {
        const { id } = await directus.createItem('scout_reports', { url: 'https://example.com', analysis: text });
        expect(await directus.readItem('scout_reports', id as string, { fields: ['analysis'] })).toEqual({
          analysis: text,
        });
      });

      it('changes the given fields only and notes when', async () => {
        const { id } = await directus.createItem('creator_profiles', { platform: 'x', username: 'a' });
        const updated = await directus.updateItem('creator_profiles', id as string, { display_name: 'B', nonsense: 1 });
        expect(updated).toMatchObject({ id, platform: 'x', username: 'a', display_name: 'B' });
        expect(Date.now() - Date.parse(updated['updated_at'] as string)).toBeLessThan(60_000);
      });

      it('answers to several items in their order', async () => {
        const created = await directus.createItems('scout_reports', [{ url: 'b' }, { url: 'a' }, { url: 'c' }], {
          fields: ['id', 'url'],
        });
        expect(created.map(({ url }) => url)).toEqual(['b', 'a', 'c']);
        const ids = created.map(({ id }) => id as string).toReversed();
        const updated = await directus.updateItems('scout_reports', ids, { title: 'T' }, { fields: ['url', 'title'] });
        expect(updated).toEqual(['c', 'a', 'b'].map((url) => ({ url, title: 'T' })));
      });

      it('creates all items or none', async () => {
        const slug = `s-${randomUUID()}`;
        const flow = { slug, name: 'N', steps: [] };
        await expect(directus.createItems('action_flows', [flow, flow])).rejects.toMatchObject({ code: 'NOT_UNIQUE' });
        expect(await directus.readItems('action_flows', { filter: { slug } })).toEqual([]);
      });

      it('updates and deletes all items or none', async () => {
        const { id } = await directus.createItem('scout_reports', { url: 'u' });
        const ids = [id as string, randomUUID()];
        await expect(directus.updateItems('scout_reports', ids, { title: 'T' })).rejects.toMatchObject({
          code: 'ITEM_NOT_FOUND',
        });
        await expect(directus.deleteItems('scout_reports', ids)).rejects.toMatchObject({ code: 'ITEM_NOT_FOUND' });
        expect(await directus.readItem('scout_reports', id as string, { fields: ['title'] })).toEqual({ title: null });
      });

      it('lets one of several creations of a unique value win', async () => {
        const flow = { slug: `s-${randomUUID()}`, name: 'N', steps: [] };
        const outcomes = await Promise.allSettled(
          Array.from({ length: 5 }, () => directus.createItem('action_flows', flow)),
        );
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect(await directus.readItems('action_flows', { filter: { slug: flow.slug } })).toHaveLength(1);
      });

      it('deletes an item', async () => {
        const { id } = await directus.createItem('scout_reports', { url: 'u' });
        await directus.deleteItems('scout_reports', [id as string, id as string]);
        await expect(directus.readItem('scout_reports', id as string, {})).rejects.toMatchObject({
          code: 'ITEM_NOT_FOUND',
        });
      });
    });

    describe('refusals', () => {
      it.each(['no_such_collection', '../users', 'scout_reports?limit=1', '__proto__', 'constructor', ''])(
        'tells a missing collection, "%s"',
        async (collection) => {
          const missing = { code: 'COLLECTION_NOT_FOUND', message: 'Collection not found', service: 'directus' };
          await expect(directus.readItems(collection, {})).rejects.toMatchObject(missing);
          await expect(directus.createItem(collection, {})).rejects.toMatchObject(missing);
          await expect(directus.updateItem(collection, 'x', {})).rejects.toMatchObject(missing);
          await expect(directus.deleteItems(collection, ['x'])).rejects.toMatchObject(missing);
        },
      );

      it.each(['7d444840-9dc0-11d1-b245-5ffdce74fad2', '../../users/me', 'x?fields=id', '__proto__'])(
        'tells a missing item, "%s"',
        async (id) => {
          const missing = { code: 'ITEM_NOT_FOUND' };
          await expect(directus.readItem('scout_reports', id, {})).rejects.toMatchObject(missing);
          await expect(directus.updateItem('scout_reports', id, { title: 'x' })).rejects.toMatchObject(missing);
          await expect(directus.deleteItems('scout_reports', [id])).rejects.toMatchObject(missing);
        },
      );

      it.each(['directus_users', 'directus_files', 'directus_flows', 'directus_settings'])(
        'keeps items of %s to themselves',
        async (collection) => {
          await expect(directus.readItems(collection, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
          await expect(directus.createItem(collection, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
        },
      );

      it('refuses an item without a required value', async () => {
        await expect(directus.createItem('action_flows', { slug: randomUUID(), steps: [] })).rejects.toMatchObject({
          code: 'VALIDATION_FAILED',
        });
      });

      it.each<[string, DirectusQuery, string]>([
        ['an unknown operator', { filter: { title: { _like: 'x' } } }, 'INVALID_QUERY'],
        ['an operator that does not fit the type', { filter: { taxonomy_tags: { _eq: 'x' } } }, 'INVALID_QUERY'],
        ['a condition without an operator', { filter: { title: {} } }, 'INVALID_QUERY'],
        ['an empty condition in a group', { filter: { _and: [{}] } }, 'INVALID_QUERY'],
        ['an empty list of values', { filter: { id: { _in: [] } } }, 'INVALID_QUERY'],
        ['an object as a value', { filter: { title: { _eq: { a: 1 } } } }, 'INVALID_QUERY'],
        ['an empty text as a value', { filter: { title: { _eq: '' } } }, 'INVALID_QUERY'],
        ['an empty text to contain', { filter: { title: { _contains: '' } } }, 'INVALID_QUERY'],
        ['null in place of a condition', { filter: { title: null } }, 'INVALID_QUERY'],
        ['text for a number', { filter: { likes_count: { _lt: 'x' } } }, 'INVALID_QUERY'],
        ['text among numbers', { filter: { likes_count: { _in: '1,x' } } }, 'INVALID_QUERY'],
        ['a flag that is none', { filter: { title: { _null: 'x' } } }, 'INVALID_QUERY'],
        ['emptiness of JSON', { filter: { taxonomy_tags: { _empty: true } } }, 'INVALID_QUERY'],
        [
          'groups in the order of nothing',
          { groupBy: ['title'], aggregate: { count: '*' }, sort: ['x'] },
          'FIELD_NOT_FOUND',
        ],
        ['a value that is undefined', { filter: { title: { _eq: undefined as never } } }, 'INVALID_QUERY'],
        ['a negative limit', { limit: -2 }, 'INVALID_QUERY'],
        ['an unknown field in a filter', { filter: { nonsense: { _eq: 1 } } }, 'FIELD_NOT_FOUND'],
        ['an unknown field behind a relation', { filter: { creator_profile_id: { nonsense: 1 } } }, 'FIELD_NOT_FOUND'],
        ['an unknown field in sort', { sort: ['-nonsense'] }, 'FIELD_NOT_FOUND'],
        ['an unknown field in fields', { fields: ['id', 'nonsense'] }, 'FIELD_NOT_FOUND'],
      ])('refuses %s', async (_, query, code) => {
        await expect(directus.readItems('scraped_media', query)).rejects.toMatchObject({ code, isRetryable: false });
      });

      it('rejects with the reason of an aborted signal', async () => {
        const signal = AbortSignal.abort(new Error('enough'));
        await expect(directus.readItems('scraped_media', {}, { signal })).rejects.toThrow('enough');
        await expect(directus.createItem('scout_reports', { url: 'u' }, {}, { signal })).rejects.toThrow('enough');
      });
    });

    describe('queries', () => {
      const rows = [
        { title: 'a', likes_count: 1, caption: 'Beach yoga', posted_at: '2020-01-01T00:00:00Z', taxonomy_tags: ['x'] },
        { title: 'b', likes_count: 5, caption: 'yoga in a studio', posted_at: '2021-01-01T00:00:00Z' },
        { title: 'c', likes_count: 9, caption: '', posted_at: '2022-01-01T00:00:00Z' },
        { title: 'd' },
      ];
      let platform: string;
      beforeAll(async () => {
        ({ platform } = await seedMedia(rows));
      });

      it.each<[JsonObject, string[]]>([
        [{ likes_count: { _eq: 5 } }, ['b']],
        [{ likes_count: 5 }, ['b']],
        [{ likes_count: { _neq: 5 } }, ['a', 'c']],
        [{ likes_count: { _lt: 5 } }, ['a']],
        [{ likes_count: { _lte: 5 } }, ['a', 'b']],
        [{ likes_count: { _gt: 5 } }, ['c']],
        [{ likes_count: { _gte: 5, _lt: 9 } }, ['b']],
        [{ likes_count: { _in: [1, 9] } }, ['a', 'c']],
        [{ likes_count: { _in: '1,9' } }, ['a', 'c']],
        [{ likes_count: { _nin: [1, 9] } }, ['b']],
        [{ likes_count: { _between: [2, 9] } }, ['b', 'c']],
        [{ likes_count: { _nbetween: [2, 9] } }, ['a']],
        [{ likes_count: { _null: true } }, ['d']],
        [{ likes_count: { _nnull: true } }, ['a', 'b', 'c']],
        [{ likes_count: { _null: false } }, ['a', 'b', 'c']],
        [{ caption: { _contains: 'yoga' } }, ['a', 'b']],
        [{ caption: { _ncontains: 'yoga' } }, ['c']],
        [{ caption: { _icontains: 'YOGA' } }, ['a', 'b']],
        [{ caption: { _starts_with: 'Beach' } }, ['a']],
        [{ caption: { _ends_with: 'studio' } }, ['b']],
        [{ caption: { _contains: 'B_ach%y' } }, ['a']],
        [{ caption: { _ends_with: 'st%' } }, ['b']],
        [{ caption: { _nstarts_with: 'Beach' } }, ['b', 'c']],
        [{ caption: { _empty: true } }, ['c', 'd']],
        [{ caption: { _null: null } }, ['d']],
        [{ posted_at: { _lt: '$NOW()' } }, ['a', 'b', 'c']],
        [{ caption: { _nempty: true } }, ['a', 'b']],
        [{ taxonomy_tags: { _nnull: true } }, ['a']],
        [{ posted_at: { _gte: '2021-01-01T01:00:00+01:00' } }, ['b', 'c']],
        [{ posted_at: { _lt: '$NOW' } }, ['a', 'b', 'c']],
        [{ posted_at: { _gt: '$NOW(-1 day)' } }, []],
        [
          { _or: [{ title: { _eq: 'a' } }, { _and: [{ likes_count: { _gt: 1 } }, { caption: { _nempty: true } }] }] },
          ['a', 'b'],
        ],
      ])('finds by %j', async (filter, expected) => {
        expect(await titles(platform, { filter })).toEqual(expected);
      });

      it('sorts up and down, and pages', async () => {
        expect(await titles(platform, { sort: ['-title'] })).toEqual(['d', 'c', 'b', 'a']);
        expect(await titles(platform, { sort: ['title'], limit: 2, offset: 1 })).toEqual(['b', 'c']);
        expect(await titles(platform, { limit: 0 })).toEqual([]);
      });

      it('searches text whatever its case, within the filter', async () => {
        expect(await titles(platform, { search: 'STUDIO' })).toEqual(['b']);
        expect(await titles(platform, { search: 'yoga', filter: { likes_count: { _lt: 5 } } })).toEqual(['a']);
        expect(await titles(platform, { search: 'y_ga in%' })).toEqual(['b']);
      });

      it('searches numbers and keys that are the whole text', async () => {
        const counted = await seedMedia([{ title: 'e', likes_count: 987_654_321 }, { title: 'f' }]);
        expect(await titles(counted.platform, { search: '987654321' })).toEqual(['e']);
        expect(await titles(counted.platform, { search: '98765432' })).toEqual([]);
        const [row] = await directus.readItems('scraped_media', { filter: { platform, title: 'd' }, fields: ['id'] });
        expect(await titles(platform, { search: row!['id'] as string })).toEqual(['d']);
      });

      it('answers with the fields that were asked for', async () => {
        const [row] = await directus.readItems('scraped_media', {
          filter: { platform, title: 'a' },
          fields: ['title', 'taxonomy_tags'],
        });
        expect(row).toEqual({ title: 'a', taxonomy_tags: ['x'] });
      });

      it('counts and calculates', async () => {
        const filter = { platform };
        expect(await directus.readItems('scraped_media', { filter, aggregate: { count: '*' } })).toEqual([
          { count: 4 },
        ]);
        const aggregate = {
          count: ['likes_count'],
          sum: ['likes_count'],
          avg: ['likes_count'],
          min: ['likes_count'],
          max: ['likes_count'],
        };
        expect(await directus.readItems('scraped_media', { filter, aggregate })).toEqual([
          {
            count: { likes_count: 3 },
            sum: { likes_count: 15 },
            avg: { likes_count: 5 },
            min: { likes_count: 1 },
            max: { likes_count: 9 },
          },
        ]);
      });

      it('calculates by group', async () => {
        const groups = await seedMedia([
          { media_type: 'image', likes_count: 1 },
          { media_type: 'video', likes_count: 2 },
          { media_type: 'image', likes_count: 4 },
          { media_type: 'image', likes_count: 4 },
        ]);
        const query = { filter: { platform: groups.platform }, groupBy: ['media_type'], sort: ['media_type'] };
        const aggregate = { countDistinct: ['likes_count'], sum: ['likes_count'] };
        expect(await directus.readItems('scraped_media', { ...query, aggregate })).toEqual([
          { media_type: 'image', countDistinct: { likes_count: 2 }, sum: { likes_count: 9 } },
          { media_type: 'video', countDistinct: { likes_count: 1 }, sum: { likes_count: 2 } },
        ]);
        const counts = { ...query, aggregate: { count: '*', sum: ['likes_count'] } };
        const inOrder = async (sort: string) => {
          const rows = await directus.readItems('scraped_media', { ...counts, sort: [sort] });
          return rows.map(({ media_type }) => media_type);
        };
        expect(await inOrder('count')).toEqual(['video', 'image']);
        expect(await inOrder('-sum.likes_count')).toEqual(['image', 'video']);
      });

      it('gives a hundred rows unless told otherwise', async () => {
        const many = await seedMedia(Array.from({ length: 101 }, (_, index) => ({ likes_count: index })));
        const filter = { platform: many.platform };
        expect(await directus.readItems('scraped_media', { filter })).toHaveLength(100);
        expect(await directus.readItems('scraped_media', { filter, limit: -1 })).toHaveLength(101);
      });
    });

    describe('relations', () => {
      it('filters, sorts and answers through a many-to-one field', async () => {
        const platform = `test-${randomUUID()}`;
        const [first, second] = await directus.createItems('creator_profiles', [
          { platform, username: 'first' },
          { platform, username: 'second' },
        ]);
        await directus.createItems('content_posts', [
          { platform, title: 'of second', creator_profile_id: second!['id']! },
          { platform, title: 'of first', creator_profile_id: first!['id']! },
          { platform, title: 'of nobody' },
        ]);
        expect(
          await directus.readItems('content_posts', {
            filter: { creator_profile_id: { platform: { _eq: platform } } },
            sort: ['creator_profile_id.username'],
            fields: ['title', 'creator_profile_id.username'],
          }),
        ).toEqual([
          { title: 'of first', creator_profile_id: { username: 'first' } },
          { title: 'of second', creator_profile_id: { username: 'second' } },
        ]);
        expect(
          await directus.readItems('content_posts', {
            filter: { platform, creator_profile_id: { _null: true } },
            fields: ['title', 'creator_profile_id.*'],
          }),
        ).toEqual([{ title: 'of nobody', creator_profile_id: null }]);
        expect(
          await directus.readItems('content_posts', { filter: { platform, creator_profile_id: first!['id']! } }),
        ).toHaveLength(1);
      });
    });

    describe('foreign keys', () => {
      it('refuses an item that names another one that is not there', async () => {
        const broken = { code: 'VALIDATION_FAILED', isRetryable: false };
        for (const creator_profile_id of [randomUUID(), 'cp-123']) {
          await expect(directus.createItem('content_posts', { creator_profile_id })).rejects.toMatchObject(broken);
        }
        const { id } = await directus.createItem('content_posts', { title: 'T' });
        await expect(
          directus.updateItem('content_posts', id as string, { creator_profile_id: randomUUID() }),
        ).rejects.toMatchObject(broken);
      });

      it('empties optional relations to a deleted item, and keeps one that another item needs', async () => {
        const { id } = await directus.createItem('creator_profiles', { platform: 'x' });
        const creator_profile_id = id as string;
        const post = await directus.createItem('content_posts', { creator_profile_id });
        const session = await directus.createItem('platform_sessions', { platform: 'x', creator_profile_id });
        await expect(directus.deleteItems('creator_profiles', [creator_profile_id])).rejects.toMatchObject({
          service: 'directus',
        });
        await directus.deleteItems('platform_sessions', [session['id'] as string]);
        await directus.deleteItems('creator_profiles', [creator_profile_id]);
        expect(await directus.readItem('content_posts', post['id'] as string, {})).toMatchObject({
          creator_profile_id: null,
        });
      });
    });

    describe("Directus's own collections", () => {
      it('knows who it is, and the other users', async () => {
        const me = await directus.getMe();
        expect(await directus.getUser(me['id'] as string)).toMatchObject({ id: me['id'] });
        const email = `${randomUUID()}@example.com`;
        const user = await directus.createUser({ email, first_name: 'A' });
        expect(await directus.updateUser(user['id'] as string, { first_name: 'B' })).toMatchObject({
          email,
          first_name: 'B',
        });
        expect(await directus.listUsers({ filter: { email: { _eq: email } }, fields: ['first_name'] })).toEqual([
          { first_name: 'B' },
        ]);
        await expect(directus.getUser(randomUUID())).rejects.toMatchObject({ code: 'ITEM_NOT_FOUND' });
        await expect(directus.createUser({ email })).rejects.toMatchObject({ code: 'NOT_UNIQUE' });
      });

      it('lists files and flows', async () => {
        expect(await directus.listFiles({ limit: 1 })).toBeInstanceOf(Array);
        expect(await directus.listFlows()).toBeInstanceOf(Array);
        await expect(directus.getFile(randomUUID())).rejects.toMatchObject({ code: 'ITEM_NOT_FOUND' });
      });

      it('lists the collections of the project and what is in one', async () => {
        const names = (await directus.listCollections()).map(({ collection }) => collection as string);
        expect(names).toContain('action_flows');
        expect(names.filter((collection) => collection.startsWith('directus_'))).toEqual([]);
        const schema = await directus.getCollectionSchema('action_flows');
        expect(schema).toMatchObject({ collection: 'action_flows' });
        expect(schema['fields']).toContainEqual(
          expect.objectContaining({
            field: 'slug',
            type: 'string',
            schema: expect.objectContaining({ is_unique: true }) as unknown,
          }),
        );
        await expect(directus.getCollectionSchema('no_such_collection')).rejects.toMatchObject({
          code: 'COLLECTION_NOT_FOUND',
        });
      });

      it('rejects a flow that is not there', async () => {
        await expect(directus.triggerFlow(randomUUID(), {})).rejects.toMatchObject({ service: 'directus' });
      });
    });
  });
}
