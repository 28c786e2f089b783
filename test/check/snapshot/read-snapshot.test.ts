import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSnapshot } from '../../../src/check/snapshot/index.ts';
import { UsageError } from '../../../src/errors.ts';
import { PLATFORM_FILE, platformSnapshot } from './platform-snapshot.ts';

const text = readFileSync(PLATFORM_FILE, 'utf8');
const fieldOf = (collection: string, field: string) => platformSnapshot().collections.get(collection)?.get(field);

describe('reading a Directus snapshot', () => {
  it('knows the collections and their fields', () => {
    const { collections, file, date } = platformSnapshot();
    expect([...collections.keys()]).toContain('creator_profiles');
    expect({ file, date }).toEqual({ file: 'directus/schema.json', date: undefined });
    expect(fieldOf('media_jobs', 'progress')).toEqual({
      name: 'progress',
      directusType: 'integer',
      type: { kind: 'number', isInteger: true },
      isRequired: false,
      relatedCollection: undefined,
    });
  });

  it('takes the answer of the server as well as an exported file', () => {
    const answer = readSnapshot(`\uFEFF{ "data": ${text} }`, 'directus/schema.json');
    expect(answer).toEqual(platformSnapshot());
  });

  it.each([
    ['scraped_media', 'platform_media_id', { kind: 'string' }],
    ['scraped_media', 'revenue', { kind: 'string' }],
    ['scraped_media', 'engagement_rate', { kind: 'number', isInteger: false }],
    ['scraped_media', 'taxonomy_tags', { kind: 'any' }],
    ['scraped_media', 'place', { kind: 'any' }],
    ['scraped_media', 'posted_at', { kind: 'string', format: 'date-time' }],
    ['fan_profiles', 'tags', { kind: 'list', item: { kind: 'string' } }],
    ['creator_profiles', 'posts', { kind: 'any' }],
    ['creator_profiles', 'id', { kind: 'string', format: 'uuid' }],
    ['action_flows', 'active', { kind: 'boolean' }],
  ])('types %s.%s as the API answers', (collection, field, type) => {
    expect(fieldOf(collection, field)?.type).toEqual(type);
  });

  it.each([
    ['scheduled_posts', 'platform', true],
    ['scheduled_posts', 'caption', false],
    ['scheduled_posts', 'status', false],
    ['scheduled_posts', 'id', false],
    ['scheduled_posts', 'created_at', false],
    ['platform_stats_snapshots', 'id', false],
    ['creator_profiles', 'posts', false],
    ['platform_sessions', 'cookies', true],
  ])('tells whether %s.%s has to be given: %s', (collection, field, isRequired) => {
    expect(fieldOf(collection, field)?.isRequired).toBe(isRequired);
  });

  it('knows both ends of a relation, and none where it can lead to several', () => {
    expect(fieldOf('scheduled_posts', 'creator_profile_id')?.relatedCollection).toBe('creator_profiles');
    expect(fieldOf('creator_profiles', 'posts')?.relatedCollection).toBe('scheduled_posts');
    expect(fieldOf('taxonomy_assignments', 'media_id')?.relatedCollection).toBeUndefined();
  });

  it.each([
    ['nothing', 'it is not JSON'],
    ['[]', 'the snapshot must be an object'],
    ['{}', '"relations" must be a list'],
    ['{ "relations": [], "fields": [] }', '"collections" must be a list'],
    ['{ "relations": [], "fields": [], "collections": [5] }', 'collections[0] must be an object'],
    ['{ "relations": [], "fields": [{ "collection": "a" }], "collections": [] }', 'fields[0].field must be a text'],
    ['{ "relations": [{ "field": "a" }], "fields": [], "collections": [] }', 'relations[0].collection must be a text'],
  ])('refuses %s and says why', (broken, reason) => {
    const read = () => readSnapshot(broken, 'schema.json');
    expect(read).toThrow(UsageError);
    expect(read).toThrow(`schema.json is not a Directus snapshot: ${reason}`);
  });

  it('keeps names that objects inherit apart from collections and fields', () => {
    const odd = readSnapshot(
      '{ "collections": [{ "collection": "constructor" }], "fields": [{ "collection": "constructor", "field": "__proto__", "type": "string" }], "relations": [] }',
      'schema.json',
    );
    expect([...odd.collections.get('constructor')!.keys()]).toEqual(['__proto__']);
    expect(odd.collections.get('toString')).toBeUndefined();
  });
});
