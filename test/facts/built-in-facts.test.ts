import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCatalogue } from '../../src/catalogue.ts';
import { builtInFacts } from '../../src/facts/built-in-facts.ts';
import { directoryOf } from '../../src/facts/directory-of.ts';
import { plainFacts } from '../../src/facts/plain-facts.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { isWrittenOpen } from '../../src/step/setting-problem.ts';
import { builtInSteps } from '../../src/steps/index.ts';

const facts = builtInFacts();
const root = resolve(import.meta.dirname, '../..');

/** Settings that fit nothing, or that only some step types have. */
const ODD: unknown[] = [
  null,
  [],
  'text',
  0,
  {},
  { id: null, filter: [], fields: 5, limit: '1', aggregate: null },
  { id: ['a', 'b'], item: [{}], fields: 'id,,name', query: 'text', data: 5 },
  { operation: 'constructor', action: '__proto__', method: [], params: null, as: 'params', query: [] },
  { operation: 'create-item', collection: 'posts', data: [{}, 5], query: { fitler: {}, limit: 0.5 } },
  { operation: 'list-models', messages: [], images: {}, format: { a: { b: ['nummer'] } } },
  { operation: '$input.operation', query: '{{ query }}', id: '$input.id', limit: '$input.limit' },
  { action: 'extract', params: { schema: { a: 'sting' } }, schema: { type: 'array', items: { a: null } } },
  { action: 'act', params: [], branches: [], on_item_error: {}, jsonpath: 7, template: [null, { a: '$b' }], input: 1 },
  { url: [], method: 'GET', body: null, template: { ['__proto__']: 1 }, fields: ['a', 1, '__proto__'] },
];

test('the built-in types are all there, in their order', () => {
  expect(facts.names).toEqual(builtInSteps.map(({ type }) => type));
  expect(facts.factsOf('constructor')).toBeUndefined();
  expect(facts.factsOf('__proto__')).toBeUndefined();
});

describe.each(builtInSteps.map((stepType) => [stepType.type, stepType] as const))('%s', (type, stepType) => {
  const own = facts.factsOf(type)!;

  test('says what the step type says', () => {
    const { effectOf: _, resultType: __, problemsOf: ___, ...plain } = own as unknown as Record<string, unknown>;
    expect(JSON.parse(JSON.stringify(plain))).toEqual(
      JSON.parse(
        JSON.stringify({ ...plainFacts(stepType), ...('effect' in plain ? { effect: plain['effect'] } : {}) }),
      ),
    );
  });

  test('judges settings as the step type does, and throws for none', () => {
    for (const config of [stepType.example, ...ODD, deep(5_000)] as JsonObject[]) {
      const settings = typeof config === 'object' && config !== null && !Array.isArray(config) ? config : {};
      expect(own.effectOf(config)).toBe(stepType.effectOf(settings));
      expect(own.resultType(config)).toEqual(stepType.resultType(settings));
      expect(own.problemsOf(config)).toEqual(stepType.problemsOf(settings, isWrittenOpen));
    }
  });

  test('finds nothing wrong with its example', () => {
    expect(own.problemsOf(own.example)).toEqual([]);
    expect(own.settings).toMatchObject({ type: 'object', properties: expect.any(Object) as object });
    expect(own.settings['additionalProperties']).toBe(false);
  });
});

test('a catalogue of built-in types costs no schema', () => {
  const catalogue = createCatalogue(builtInSteps);
  for (const type of facts.names) expect(directoryOf(catalogue).factsOf(type)).toBe(facts.factsOf(type));
});

test('the linter starts without the schema library and without the step types', () => {
  const seen = modulesBehind(join(root, 'src/facts/index.ts'));
  expect(seen.files.length).toBeGreaterThan(15);
  expect(seen.packages).toEqual([]);
  expect(modulesBehind(join(root, 'src/step.ts')).packages).toContain('zod');
  expect(seen.files.filter((file) => file.startsWith('src/steps/') || file.startsWith('src/adapters/'))).toEqual([]);
});

/** All modules that an import of this one loads at once. */
function modulesBehind(entry: string): { files: string[]; packages: string[] } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string) => {
    if (files.has(file)) return;
    expect(existsSync(file)).toBe(true);
    files.add(file);
    const statements = /^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^']+)';/gm;
    for (const [, specifier] of readFileSync(file, 'utf8').matchAll(statements)) {
      if (specifier!.startsWith('.')) visit(resolve(dirname(file), specifier!));
      else packages.add(specifier!);
    }
  };
  visit(entry);
  return { files: [...files].map((file) => file.slice(root.length + 1)), packages: [...packages] };
}

function deep(levels: number): JsonObject {
  let value: Json = 'nummer';
  for (let level = 0; level < levels; level++) value = { a: value };
  return { schema: value, format: value, template: value, params: { schema: value }, action: 'extract' };
}
