import { describe, expect, it } from 'vitest';
import { isSoundFilter } from '../../../../src/check/rules/directus/sound-filter.ts';
import type { JsonObject } from '../../../../src/json.ts';

const sound: JsonObject[] = [
  {},
  { status: 'draft' },
  { status: { _eq: 'draft' }, progress: { _gte: 5 }, id: { _in: '$input.ids' } },
  {
    _and: [
      { author: { name: { _icontains: 'a' } } },
      { _or: [{ id: { _nin: ['a'] } }, { media_id: { _null: true } }] },
    ],
  },
];

const doubtful: JsonObject[] = [
  { deleted_at: null },
  { 'yaer(posted_at)': { _eq: 2026 } },
  { _eq: 5 },
  { status: { _eqq: 5 } },
  { status: { eq: 5 } },
  { status: { $eq: 5 } },
  { status: { _in: 'draft' } },
  { status: { _in: [] } },
  { status: { _null: 'true' } },
  { status: { _eq: ['a'] } },
  { _and: { status: { _eq: 'a' } } },
  { _or: [{ status: { _eq: 'a' } }, { author: { name: { _lk: 'a' } } }] },
];

describe('the quick look at a filter', () => {
  it.each(sound)('is content with %j', (filter) => {
    expect(isSoundFilter(filter)).toBe(true);
  });

  it.each(doubtful)('wants a close look at %j', (filter) => {
    expect(isSoundFilter(filter)).toBe(false);
  });
});
