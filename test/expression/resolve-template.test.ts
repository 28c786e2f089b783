import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GenieError } from '../../src/errors.ts';
import { compileTemplate, resolveTemplate, type PolicyOf } from '../../src/expression/index.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { scopeOf } from './scope-of.ts';

const VALUES: JsonObject = {
  input: { url: 'https://a.example', name: 'Bo', n: 3, isNew: true, none: null, tags: ['a', { b: 1 }] },
  params: { name: 'Bo' },
  context: { user_id: 'u1' },
  steps: [{ id: 's0' }, { id: 's1' }],
  caption: { response: 'hi', model: 'm', eval_count: 3 },
  one: [{ id: 7 }],
  row: { 'any key': 1, 'with "quotes"': 2 },
};
const scope = scopeOf(VALUES, ['input.tone']);

function resolved(value: Json, policyOf?: PolicyOf): Json | undefined {
  return resolveTemplate(compileTemplate(value), scope, policyOf);
}

describe('a string that is exactly one reference', () => {
  it.each<[string, Json]>([
    ['$input.n', 3],
    ['$input.isNew', true],
    ['$input.none', null],
    ['$input.tags', ['a', { b: 1 }]],
    ['$steps[1].id', 's1'],
    ['$row["any key"]', 1],
    ['$row["with \\"quotes\\""]', 2],
    ['{{params.name}}', 'Bo'],
    ['{{ input.n }}', 3],
    ['{{ $input.n }}', 3],
    ['{{ input.n + 1 }}', 4],
  ])('%s takes the value with its type', (text, value) => {
    expect(resolved(text)).toEqual(value);
  });
});

describe('a longer text', () => {
  it.each([
    ['$input.url/page', 'https://a.example/page'],
    ['Hello $input.name.', 'Hello Bo.'],
    ['$input.name..x', 'Bo..x'],
    ['$input.name-$caption.response', 'Bo-hi'],
    ['$steps[0].id[x]', 's0[x]'],
    ['n=$input.n, new=$input.isNew, none=$input.none.', 'n=3, new=true, none=.'],
    ['tags: $input.tags', 'tags: ["a",{"b":1}]'],
    ['{{params.name}}{{ input.n * 2 }}', 'Bo6'],
    ['{{ "}}" + "{{" }} and {{ {"a": {"b": 1}}.a.b }}', '}}{{ and 1'],
  ])('%s becomes %s', (text, value) => {
    expect(resolved(text)).toBe(value);
  });

  it.each([
    ['costs $5, or 5$', 'costs $5, or 5$'],
    ['$$input.name', '$input.name'],
    ['$$$input.name', '$Bo'],
    ['$$', '$'],
    ['$', '$'],
    ['$.x $-', '$.x $-'],
    ['{ "a": {} }', '{ "a": {} }'],
  ])('%s has a dollar sign where no name follows, and for two of them', (text, value) => {
    expect(resolved(text)).toBe(value);
  });
});

it('resolves values everywhere but in keys and in what is skipped', () => {
  const value = { $key: '$input.n', list: ['$input.n', { deep: '{{ input.n }}' }], steps: [{ when: '$input.n' }] };
  expect(resolveTemplate(compileTemplate(value, new Set(['steps'])), scope)).toEqual({
    $key: 3,
    list: [3, { deep: 3 }],
    steps: value.steps,
  });
});

it('hands out what holds no reference as it is', () => {
  const value = { a: [1, { b: 'text' }], c: null };
  expect(resolved(value)).toBe(value);
});

describe('an optional property that was not given', () => {
  const omit: PolicyOf = () => 'omit';
  const text: PolicyOf = () => 'text';

  it('leaves its key out, is null in a list and empty in text, where it may be omitted', () => {
    expect(resolved({ item: { a: '$input.tone', b: ['{{ context.plan }}'], c: 'x$input.tone', d: 1 } }, omit)).toEqual({
      item: { b: [null], c: 'x', d: 1 },
    });
    expect(resolved('$input.tone', omit)).toBeUndefined();
    expect(resolved({ body: '$context.tenant.name' }, omit)).toEqual({});
  });

  it('is empty in text but fails alone, where text is wanted', () => {
    expect(resolved({ prompt: 'Tone: $input.tone.' }, text)).toEqual({ prompt: 'Tone: .' });
    expect(() => resolved({ prompt: '$input.tone' }, text)).toThrow('"$input.tone": input.tone was not given');
  });

  it('fails everywhere else, in text too, so that no filter loses its condition', () => {
    const byKey: PolicyOf = (key) => (key === 'item' ? 'omit' : 'fail');
    const settings = { item: { a: '$context.plan' }, filter: { user_id: { _eq: '$context.tenant' } } };
    expect(() => resolved(settings, byKey)).toThrow('"$context.tenant": context.tenant was not given');
    expect(() => resolved({ url: 'https://x/$input.tone' })).toThrow('was not given');
  });

  it('is no excuse for a required property, for a field of a value that is there, or for a longer expression', () => {
    expect(() => resolved({ a: '$input.missing' }, omit)).toThrow('input has no field "missing"');
    expect(() => resolved({ a: '$context.user_id.x' }, omit)).toThrow('context.user_id is text and has no field "x"');
    expect(() => resolved({ a: '{{ input.tone + "!" }}' }, omit)).toThrow('"input.tone": input.tone was not given');
  });
});

describe('values that look like references', () => {
  const traps = ['{{env.X}}', '$context.user_id', '$$', '{{ 1 + 1 }}', '$input.trap', '__proto__', '{{'];
  const json = fc.jsonValue({ stringUnit: fc.oneof(fc.constantFrom(...traps), fc.string({ maxLength: 3 })) });

  it('stay what they are: one pass only', () => {
    fc.assert(
      fc.property(json, (value) => {
        const trapScope = scopeOf({ input: { trap: value as Json }, context: { user_id: 'SECRET' } });
        const template = compileTemplate({ whole: '$input.trap', braces: '{{ input.trap }}', text: '<$input.trap>' });
        const result = resolveTemplate(template, trapScope) as JsonObject;
        const written = value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
        expect(result).toStrictEqual({ whole: value, braces: value, text: `<${written}>` });
      }),
    );
  });

  it('never make a template throw anything but our errors', () => {
    const piece = fc.constantFrom(
      '$',
      '{{',
      '}}',
      '$input',
      '.',
      '[0]',
      '["a',
      '"]',
      '__proto__',
      'a',
      ' ',
      '"',
      "'",
      '\\',
      '(',
      ')',
      '+',
      'has(',
      'map(',
    );
    const template = fc.jsonValue({ stringUnit: piece });
    fc.assert(
      fc.property(template, (value) => {
        const thrown = thrownBy(() => resolved(value as Json));
        expect(thrown === undefined || thrown instanceof GenieError).toBe(true);
        expect((thrown as GenieError | undefined)?.isRetryable ?? false).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

it('keeps "__proto__" as a key of its own', () => {
  const value = JSON.parse('{"__proto__": "$input.n", "a": "$input.n"}') as Json;
  const result = resolved(value) as JsonObject;
  expect(Object.keys(result)).toEqual(['__proto__', 'a']);
  expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('values without references', () => {
  it('writes a doubled dollar sign once, wherever it stands', () => {
    expect(resolved({ a: '$$x', b: ['$$y', { c: '$$z' }], d: 'plain' })).toEqual({
      a: '$x',
      b: ['$y', { c: '$z' }],
      d: 'plain',
    });
  });

  it('leaves the references of a JSON Schema to the schema', () => {
    const schema = { $defs: { post: { type: 'object' } }, items: { $ref: '#/$defs/post' } };
    expect(resolved(schema)).toBe(schema);
    expect(resolved({ $ref: '$input.name' })).toEqual({ $ref: 'Bo' });
  });
});
