import type { JsonValue } from './json-value.ts';

/** JSON with sorted keys and no whitespace: equal values have equal text. The nesting must be bounded. */
export function canonicalJson(value: JsonValue): string {
  return JSON.stringify(withSortedKeys(value));
}

function withSortedKeys(value: JsonValue): JsonValue {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(withSortedKeys);
  const sorted: Record<string, JsonValue> = {};
  for (const key of Object.keys(value).sort()) sorted[key] = withSortedKeys(value[key] ?? null);
  return sorted;
}
