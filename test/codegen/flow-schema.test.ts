import { expect, test } from 'vitest';
import { flowSchema } from '../../src/codegen/flow-schema.ts';
import { CEL_KEYWORDS, CEL_NAMES, ROOT_NAMES } from '../../src/expression/reserved-names.ts';
import type { JsonObject } from '../../src/json.ts';
import { sampleCatalogue } from './sample-catalogue.ts';
import { problemsOf } from './validator.ts';

const schema = flowSchema(sampleCatalogue);
const problems = (step: JsonObject) => problemsOf(schema, { slug: 'a', name: 'A', steps: [step] });

test('takes a step of each dialect, and the settings of dialect 2 under config', () => {
  expect(problems({ type: 'wait', result_key: 'w', config: { ms: 5 } })).toEqual([]);
  expect(problems({ type: 'branch', name: 'b', if: 'true', list: [] })).toEqual([]);
  expect(problems({ type: 'branch', result_key: 'b', config: { if: true } })).toEqual([]);
});

test('takes an expression wherever a value stands that is not a text', () => {
  expect(
    problems({ type: 'wait', config: { ms: '$input.ms', headers: '$input.headers', either: '{{ 1 + 2 }}' } }),
  ).toEqual([]);
  expect(problems({ type: 'wait', config: { ms: 'ten' } })).not.toEqual([]);
  expect(problems({ type: 'wait', config: { ms: 'wait $input.ms' } })).not.toEqual([]);
});

test('takes references inside a text that must have a form', () => {
  expect(
    problems({ type: 'wait', config: { ms: 1, address: 'https://example.com/$input.handle', unit: '$input.unit' } }),
  ).toEqual([]);
  expect(problems({ type: 'wait', config: { ms: 1, unit: 'minutes' } })).not.toEqual([]);
});

test('takes any JSON where a setting holds any JSON', () => {
  expect(problems({ type: 'wait', config: { ms: 1, data: [{ a: [null, 'text', { b: 1 }] }] } })).toEqual([]);
});

test('refuses an unknown type, an unknown key, a missing setting and a reserved name', () => {
  expect(problems({ type: 'wiat', config: { ms: 1 } }).join()).toContain(
    '/steps/0/type must be equal to one of the allowed values',
  );
  expect(problems({ type: 'wait', cofnig: {} }).join()).toContain('must NOT have additional properties');
  expect(problems({ type: 'wait', config: {} }).join()).toContain("must have required property 'ms'");
  expect(problems({ type: 'branch', list: [] }).join()).toContain("must have required property 'if'");
  expect(problems({ type: 'wait', result_key: 'input', config: { ms: 1 } })).not.toEqual([]);
});

test('checks the steps inside steps', () => {
  const wrong = [{ type: 'wait', config: { ms: -1 } }];
  expect(problems({ type: 'branch', if: 'true', list: wrong }).join()).toContain('/steps/0/list/0/config/ms');
  expect(problems({ type: 'branch', if: 'true', branches: { one: wrong } }).join()).toContain(
    '/steps/0/branches/one/0/config/ms',
  );
  expect(problems({ type: 'wait', config: { ms: 1 }, on_error: { steps: wrong } })).not.toEqual([]);
});

test('limits timeout_ms as the type does, and takes one on a step that only contains others', () => {
  expect(problems({ type: 'wait', timeout_ms: 120_000, config: { ms: 1 } })).toEqual([]);
  expect(problems({ type: 'wait', timeout_ms: 120_001, config: { ms: 1 } })).not.toEqual([]);
  expect(problems({ type: 'branch', if: 'true', timeout_ms: 5 })).toEqual([]);
});

test('keeps nothing in the schema that only this program understands', () => {
  const text = JSON.stringify(schema);
  expect(text).not.toContain('rawSetting');
  expect(text).not.toContain('propertyNames');
  expect(text).not.toContain('__schema');
  expect(text).not.toContain(String(Number.MAX_SAFE_INTEGER));
});

test('offers an example of every type, with references that an editor does not take for placeholders', () => {
  const { step } = schema['definitions'] as { step: { defaultSnippets: Array<{ label: string; body: JsonObject }> } };
  expect(step.defaultSnippets.map(({ label }) => label)).toEqual(['wait', 'branch', 'store']);
  expect(step.defaultSnippets[0]!.body).toEqual({
    type: 'wait',
    result_key: '${1:result}',
    config: { ms: 500, note: String.raw`^"\$input.note"` },
  });
});

test('refuses the names that references and expressions need for themselves', () => {
  const named = (name: string) => problems({ type: 'wait', result_key: name, config: { ms: 1 } });
  expect([...ROOT_NAMES, ...CEL_KEYWORDS, ...CEL_NAMES].filter((name) => named(name).length === 0)).toEqual([]);
  expect(named('profile')).toEqual([]);
});
