import fc from 'fast-check';
import { expect, test } from 'vitest';

import { isEqualJson } from '../../../src/intercept/params/equal-json.ts';
import { fingerprint } from '../../../src/intercept/params/fingerprint.ts';
import type { JsonValue } from '../../../src/intercept/params/json-value.ts';

function withKeysReversed(value: JsonValue): JsonValue {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(withKeysReversed);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, withKeysReversed(inner)] as const)
      .reverse(),
  );
}

test('equal values have equal fingerprints, whatever the order of their keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = JSON.parse(JSON.stringify(value)) as JsonValue;
      const reversed = withKeysReversed(json);
      expect(isEqualJson(json, reversed)).toBe(true);
      expect(fingerprint(reversed)).toBe(fingerprint(json));
    }),
  );
  expect(fingerprint([-0])).toBe(fingerprint([0]));
});

test('different values seldom share one', () => {
  const values: JsonValue[] = [];
  for (let index = 0; index < 20_000; index += 1) {
    values.push(
      { url: `https://example.com/p/${index}`, top: index % 7 },
      { list: [index, 0] },
      { list: [0, index + 1] },
    );
  }
  const distinct = new Set(values.map(fingerprint)).size;
  // 60,000 random 32-bit numbers have one collision in expectation for every 2.4 runs.
  expect(distinct).toBeGreaterThan(values.length - 10);
});
