import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCatalogue } from '../../../src/catalogue.ts';
import { RESULT_SETTINGS, resultSignature } from '../../../src/check/types/known-results.ts';
import { inferResult } from '../../../src/check/types/step-result.ts';
import { directoryOf } from '../../../src/facts/index.ts';
import type { Json, JsonObject } from '../../../src/json.ts';
import { builtInSteps } from '../../../src/steps/index.ts';

const directory = directoryOf(createCatalogue(builtInSteps));

const VALUES: Record<string, readonly Json[]> = {
  collection: ['posts', '$input.x'],
  operation: [
    'read-items',
    'read-item',
    'search-items',
    'create-item',
    'update-item',
    'generate',
    'chat',
    'list-models',
    3,
  ],
  fields: ['id,title', '*', '$input.fields', ['id'], ['id', '{{x}}'], 3],
  limit: [1, 2, '1', '$input.n', null],
  query: ['text', { limit: 1 }, { fields: 'id' }],
  format: ['json', { a: 'string' }, '$input.format'],
};
const OTHERS: readonly Json[] = ['a', '$input.a', '{{a}}', 3, ['a'], [{ a: 1 }], { a: 1 }, null, true];

it.each(Object.keys(RESULT_SETTINGS))('settings of %s that look the same have results of the same type', (type) => {
  const names = [...RESULT_SETTINGS[type]!, 'sort', 'prompt'];
  const config = fc.record(
    Object.fromEntries(names.map((name) => [name, fc.constantFrom(...(VALUES[name] ?? OTHERS))])),
    { requiredKeys: [] },
  ) as fc.Arbitrary<JsonObject>;
  const facts = directory.factsOf(type)!;
  const seen = new Map<string, unknown>();
  fc.assert(
    fc.property(config, (settings) => {
      const signature = resultSignature(type, settings);
      if (signature === undefined) return;
      const result = inferResult(facts, settings, undefined);
      if (seen.has(signature)) expect(result).toEqual(seen.get(signature));
      seen.set(signature, result);
    }),
    { numRuns: 400 },
  );
  expect(seen.size).toBeGreaterThan(1);
});
