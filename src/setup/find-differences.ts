import { isJsonObject, type JsonObject } from '../json.ts';
import type { Difference, WantedField } from './types.ts';

/** Types that hold what is wanted as well. */
const AS_GOOD: Readonly<Record<string, readonly string[]>> = {
  string: ['text', 'uuid'],
  text: ['string'],
  uuid: ['string', 'integer', 'bigInteger'],
  integer: ['bigInteger'],
  float: ['decimal'],
  timestamp: ['dateTime'],
};

/** What Directus fills in by itself, and what it is good for. */
const FILLED_IN: Readonly<Record<string, string>> = {
  'date-created': 'rows do not say when they were made',
  'date-updated': 'a change that somebody makes meanwhile is not noticed when flows are written',
};

/** What is there and differs from what is wanted, in a way that matters. */
export function findDifferences(
  wanted: readonly WantedField[],
  present: ReadonlyMap<string, JsonObject>,
): Difference[] {
  return wanted.flatMap((field) => {
    const there = present.get(JSON.stringify([field.collection, field.field]));
    if (there === undefined) return [];
    return problems(field, there).map((message) => ({ collection: field.collection, field: field.field, message }));
  });
}

function problems({ type, meta, schema }: WantedField, there: JsonObject): string[] {
  const found: string[] = [];
  const theirType = typeof there['type'] === 'string' ? there['type'] : 'unknown';
  if (theirType !== type && AS_GOOD[type]?.includes(theirType) !== true) {
    found.push(`is ${theirType}, wanted is ${type}`);
  }
  const column = isJsonObject(there['schema']) ? there['schema'] : {};
  if (schema.is_unique && !schema.is_primary_key && column['is_unique'] !== true) {
    found.push('is not unique: two rows can have the same value');
  }
  const specials =
    isJsonObject(there['meta']) && Array.isArray(there['meta']['special']) ? there['meta']['special'] : [];
  for (const [special, consequence] of Object.entries(FILLED_IN)) {
    if (meta.special?.includes(special) === true && !specials.includes(special)) {
      found.push(`is not filled in by Directus ("${special}"): ${consequence}`);
    }
  }
  return found;
}
