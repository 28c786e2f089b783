import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { stopsRun } from '../../src/check/stops-run.ts';
import { builtInSteps, checkFlow, createCatalogue, createRunner, type Json, type JsonObject } from '../../src/index.ts';

const FLOWS = new URL('../../flows/', import.meta.url);
const catalogue = createCatalogue(builtInSteps);

/** Shipped flows and each step type's example: what mutations start from. */
const honest: JsonObject[] = [
  ...readdirSync(FLOWS)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(new URL(name, FLOWS), 'utf8')) as JsonObject),
  ...builtInSteps.map(({ type, dialect, example }) => ({
    slug: 'example',
    name: 'Example',
    steps: [dialect === 1 ? { type, config: example as Json } : { type, ...(example as JsonObject) }],
  })),
];

/** Values that have meant trouble somewhere. */
const odd: Json[] = [
  '$',
  '$$',
  '$steps[0]',
  '$input.__proto__',
  '{{',
  '{{}}',
  '{{ [1].map(x, x) }}',
  '__proto__',
  '\u0000',
  '\ud800',
  -1,
  1e308,
  0.5,
  null,
  true,
  [],
  {},
  [[]],
  [null],
  [{}],
  { steps: [{ type: 'loop' }] },
  JSON.parse('{"__proto__":{"type":"log"}}') as Json,
];

/** A copy in which one value is another; each number chooses one of the places inside the last. */
function mutated(document: JsonObject, [places, value]: readonly [places: readonly number[], value: Json]): JsonObject {
  const copy = structuredClone(document);
  let holder = copy;
  for (const [depth, place] of places.entries()) {
    const keys = Object.keys(holder);
    const key = keys[place % keys.length];
    if (key === undefined) break;
    const inner = holder[key]!;
    if (depth === places.length - 1 || typeof inner !== 'object' || inner === null) {
      holder[key] = structuredClone(value);
      break;
    }
    holder = inner as JsonObject;
  }
  return copy;
}

const anyJson = fc.jsonValue() as fc.Arbitrary<Json>;
const change = fc.tuple(
  fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 6 }),
  fc.oneof(fc.constantFrom(...odd), anyJson),
);
const documents = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom(...honest), fc.array(change, { minLength: 1, maxLength: 2 }))
      .map(([document, changes]): Json => changes.reduce(mutated, document)),
  },
  { weight: 1, arbitrary: anyJson },
);

test('any JSON document yields a result or findings with a place, never a crash', async () => {
  const codes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(documents, async (document) => {
      const text = JSON.stringify(document);
      const { diagnostics } = checkFlow(text, { catalogue });
      for (const { line, column, offset, endOffset } of diagnostics) {
        expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
        expect(offset).toBeLessThanOrEqual(endOffset);
        expect(endOffset).toBeLessThanOrEqual(text.length);
      }
      const runner = createRunner({
        source: { kind: 'local', find: async () => ({ text, origin: 'any.json' }), list: async () => [] },
        ports: { clock: systemClock() },
        config: { maxSteps: 50 },
      });
      const report = await runner.run('any', { platform: 'onlyfans' }, { stubs: 'all', timeoutMs: 2_000 });
      codes.add(report.success ? 'success' : report.code);
      expect(report.success ? '' : report.code).not.toBe('INTERNAL');
      if (diagnostics.some(stopsRun)) expect(report).toMatchObject({ code: 'FLOW_INVALID' });
    }),
    { numRuns: 800, seed: 17 },
  );
  // Mutations that never got past the checks would say nothing about the engine.
  expect([...codes]).toEqual(expect.arrayContaining(['success', 'FLOW_INVALID', 'REFERENCE_MISSING']));
});
