import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directusSnapshot } from '../../src/adapters/embedded-directus/index.ts';
import { readSnapshot } from '../../src/check/snapshot/index.ts';
import type { JsonObject } from '../../src/json.ts';
import { snapshotOfOpenApi, snapshotText } from '../../src/setup/index.ts';

const snapshot = JSON.parse(JSON.stringify(directusSnapshot)) as JsonObject & { fields: JsonObject[] };

describe('the text of a snapshot', () => {
  it('is the same in whatever order Directus lists things', () => {
    const text = snapshotText(snapshot);
    fc.assert(
      fc.property(fc.shuffledSubarray(snapshot.fields, { minLength: snapshot.fields.length }), (fields) => {
        const turned = Object.fromEntries(Object.entries({ ...snapshot, fields }).toReversed());
        return snapshotText(turned) === text;
      }),
      { numRuns: 20 },
    );
  });

  it('says what the snapshot says', () => {
    expect(readSnapshot(snapshotText(snapshot), 'a').collections.get('action_flows')?.get('slug')).toMatchObject({
      isRequired: true,
    });
  });
});

it('is made of what an account may see', () => {
  const seen = new Map([
    ['posts', new Map([['author', { type: 'integer', relatedTo: 'authors' }]])],
    ['authors', new Map([['id', { type: 'integer' }]])],
    ['directus_users', new Map([['id', { type: 'uuid' }]])],
  ]);
  const { collections } = readSnapshot(snapshotText(snapshotOfOpenApi(seen, '12.4.0')), 'a');
  expect([...collections.keys()]).toEqual(['authors', 'posts']);
  expect(collections.get('posts')?.get('author')).toMatchObject({ isRequired: false, relatedCollection: 'authors' });
});
