import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import {
  directusSnapshot,
  LOCAL_USER_ID,
  openEmbeddedDirectus,
  SAMPLE_IDS,
} from '../../../src/adapters/embedded-directus/index.ts';
import type { JsonObject } from '../../../src/json.ts';
import type { DirectusPort, DirectusQuery } from '../../../src/ports/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const NOW = Date.parse('2026-03-31T12:00:00.000Z');

function openStore(file = path.join(temporaryFolder(), 'directus.db')): DirectusPort {
  const directus = openEmbeddedDirectus({ file, clock: { now: () => NOW } });
  onTestFinished(() => directus.close());
  return directus;
}

it('has sample rows that belong to the local user', async () => {
  const directus = openStore();
  expect(await directus.getMe()).toMatchObject({ id: LOCAL_USER_ID });
  const mine = { filter: { user_id: { _eq: '$CURRENT_USER' } } };
  expect(await directus.readItems('creator_profiles', mine)).toMatchObject([{ id: SAMPLE_IDS.creatorProfile }]);
  expect(await directus.readItems('fan_profiles', mine)).toMatchObject([{ id: SAMPLE_IDS.fan }]);
  expect(await directus.readItems('user_personas', mine)).toHaveLength(1);
  const terms = await directus.readItems('taxonomy_mapping', { fields: ['dimension_id.name'] });
  expect(new Set(terms.map((term) => JSON.stringify(term))).size).toBe(6);
});

it('writes the sample rows once', async () => {
  const file = path.join(temporaryFolder(), 'directus.db');
  const first = openStore(file);
  await first.deleteItems('creator_profiles', [SAMPLE_IDS.creatorProfile]);
  await first.close();
  expect(await openStore(file).readItems('creator_profiles', {})).toEqual([]);
});

it('adds columns and collections that an older store lacks, and keeps its rows', async () => {
  const file = path.join(temporaryFolder(), 'directus.db');
  const older = new DatabaseSync(file);
  older.exec(`
    CREATE TABLE store_facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    INSERT INTO store_facts VALUES ('schema', 'older');
    CREATE TABLE scout_reports (id TEXT PRIMARY KEY NOT NULL, url TEXT);
    INSERT INTO scout_reports VALUES ('r1', 'https://example.com');
  `);
  older.close();
  const directus = openStore(file);
  expect(await directus.readItems('scout_reports', {})).toMatchObject([{ id: 'r1', analysis: null }]);
  expect(await directus.readItems('creator_profiles', {})).toEqual([]);
});

it.each([
  ['$NOW', '2026-03-31T12:00:00.000Z'],
  ['$NOW(-1 day)', '2026-03-30T12:00:00.000Z'],
  ['$NOW(+2 hours)', '2026-03-31T14:00:00.000Z'],
  ['$NOW(-30 minutes)', '2026-03-31T11:30:00.000Z'],
  ['$NOW(1 week)', '2026-04-07T12:00:00.000Z'],
  ['$NOW(-1 year)', '2025-03-31T12:00:00.000Z'],
  ['$NOW(2 months)', '2026-05-31T12:00:00.000Z'],
])('takes %s for %s', async (variable, moment) => {
  const directus = openStore();
  await directus.createItem('scheduled_posts', { platform: 'x', scheduled_time: moment });
  const filter = { platform: 'x', scheduled_time: { _eq: variable } };
  expect(await directus.readItems('scheduled_posts', { filter })).toHaveLength(1);
});

it('stores a moment in UTC and refuses what is none', async () => {
  const directus = openStore();
  const created = await directus.createItem('scheduled_posts', {
    platform: 'x',
    scheduled_time: '2027-03-21T16:00:00+02:00',
  });
  expect(created['scheduled_time']).toBe('2027-03-21T14:00:00.000Z');
  const invalid = { platform: 'x', scheduled_time: 'tomorrow' };
  await expect(directus.createItem('scheduled_posts', invalid)).rejects.toMatchObject({ code: 'INVALID_PAYLOAD' });
  const filter = { scheduled_time: { _gt: '$NOW(-1 moon)' } };
  await expect(directus.readItems('scheduled_posts', { filter })).rejects.toMatchObject({ code: 'INVALID_QUERY' });
});

it.each<[string, string, JsonObject[string], JsonObject[string]]>([
  ['a number in a text field', 'caption', 5, '5'],
  ['true in a text field', 'caption', true, 'true'],
  ['a fraction in a number field', 'price', 9.99, 9.99],
  ['an object in a text field', 'caption', { a: [1] }, '{"a":[1]}'],
  ['text of JSON in a JSON field', 'tags', '["a"]', ['a']],
  ['other text in a JSON field', 'tags', 'no json', 'no json'],
  [
    'a key that looks special in a JSON field',
    'tags',
    JSON.parse('{"__proto__":{"a":1}}') as JsonObject,
    JSON.parse('{"__proto__":{"a":1}}') as JsonObject,
  ],
])('keeps %s as Directus does', async (_, field, value, kept) => {
  const created = await openStore().createItem('scheduled_posts', { platform: 'x', [field]: value });
  expect(created[field]).toEqual(kept);
});

it('keeps text in a boolean field as Directus does', async () => {
  const directus = openStore();
  const created = await directus.createItems('creator_profiles', [
    { platform: 'x', is_active: 'yes' },
    { platform: 'x', is_active: false },
    { platform: 'x', is_active: '1' },
  ]);
  expect(created.map(({ is_active }) => is_active)).toEqual(['yes', false, true]);
  expect(
    await directus.readItems('creator_profiles', { filter: { platform: 'x', is_active: { _eq: false } } }),
  ).toHaveLength(1);
});

it('refuses an object in a number field, a number that it cannot keep, and a day that there is not', async () => {
  const directus = openStore();
  const invalid = { code: 'INVALID_PAYLOAD' };
  await expect(directus.createItem('media_jobs', { progress: { a: 1 } })).rejects.toMatchObject(invalid);
  await expect(directus.createItem('media_jobs', { progress: 1e18 })).rejects.toMatchObject(invalid);
  const item = { platform: 'x', scheduled_time: '2027-02-30T00:00:00Z' };
  await expect(directus.createItem('scheduled_posts', item)).rejects.toMatchObject(invalid);
});

it('takes letters as Directus on PostgreSQL does: their case matters, and that of every alphabet can be left out', async () => {
  const directus = openStore();
  await directus.createItems('scout_reports', [
    { url: 'u', title: 'ÉCOLE Straße' },
    { url: 'u', title: 'other' },
  ]);
  const find = async (title: JsonObject) => (await directus.readItems('scout_reports', { filter: { title } })).length;
  expect(await find({ _icontains: 'école' })).toBe(1);
  expect(await find({ _istarts_with: 'éc' })).toBe(1);
  expect(await find({ _contains: 'OTHER' })).toBe(0);
  expect(await directus.readItems('scout_reports', { search: 'école' })).toHaveLength(1);
});

it('answers with whole related items for wildcards', async () => {
  const [post] = await openStore().readItems('content_posts', { fields: ['id', '*.*'] });
  expect(post).toMatchObject({
    id: expect.any(String) as unknown,
    media_id: { id: SAMPLE_IDS.media, creator_profile_id: SAMPLE_IDS.creatorProfile },
    user_id: { id: LOCAL_USER_ID },
  });
});

it('refuses a query that is too large instead of breaking', async () => {
  const directus = openStore();
  const ids = Array.from({ length: 40_000 }, (_, index) => `id-${index}`);
  await expect(directus.readItems('scraped_media', { filter: { id: { _in: ids } } })).rejects.toMatchObject({
    code: 'INVALID_QUERY',
  });
  const path70 = `${'parent_tag.'.repeat(70)}tag`;
  await expect(directus.readItems('taxonomy_mapping', { fields: [path70] })).rejects.toMatchObject({
    code: 'INVALID_QUERY',
  });
  let filter: JsonObject = { tag: { _eq: 'x' } };
  for (let depth = 0; depth < 5_000; depth++) filter = { _and: [filter, { tag: 'y' }] };
  await expect(directus.readItems('taxonomy_mapping', { filter })).rejects.toMatchObject({ code: 'INVALID_QUERY' });
});

it('says that there are no webhook flows', async () => {
  await expect(openStore().triggerFlow('7506f825-0000-4000-8000-000000000000', {})).rejects.toMatchObject({
    code: 'SERVICE_NOT_CONFIGURED',
    detail: expect.stringContaining('DIRECTUS_URL') as unknown,
  });
});

it('declares each field of the snapshot once, and relations to collections that are there', () => {
  const names = directusSnapshot.fields.map(({ collection, field }) => `${collection}.${field}`);
  expect(new Set(names).size).toBe(names.length);
  const collections = new Set(directusSnapshot.collections.map(({ collection }) => collection));
  const targets = directusSnapshot.relations.map((relation) => relation.related_collection);
  expect(targets.filter((target) => !target.startsWith('directus_') && !collections.has(target))).toEqual([]);
});

it('reads a taxonomy of three thousand terms within a tenth of a second', async () => {
  const directus = openStore();
  const [mood] = await directus.readItems('taxonomy_dimensions', { filter: { name: 'mood' } });
  const terms = Array.from({ length: 3_000 }, (_, index) => ({ tag: `tag-${index}`, dimension_id: mood!['id']! }));
  await directus.createItems('taxonomy_mapping', terms);
  const start = performance.now();
  expect(
    await directus.readItems('taxonomy_mapping', { filter: { tag: { _icontains: 'TAG-29' } }, limit: -1 }),
  ).toHaveLength(111);
  expect(performance.now() - start).toBeLessThan(100);
});

it.each([{ filter: null }, { filter: 'x' }, { search: 5 }, { search: { a: 1 } }])(
  'refuses %j instead of taking it for no filter at all',
  async (query) => {
    const reading = openStore().readItems('agent_audits', query as unknown as DirectusQuery);
    await expect(reading).rejects.toMatchObject({ code: 'INVALID_QUERY' });
  },
);
