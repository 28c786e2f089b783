import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/json.ts';
import {
  canonicalDocument,
  changedKeys,
  columnChanges,
  editorKeysOf,
  flowText,
  isSameDocument,
  isSameValue,
} from '../../src/sync/index.ts';
import { nestedList } from './any-document.ts';

const parse = (text: string) => JSON.parse(text) as JsonObject;

describe('the text of a file', () => {
  test('has the keys in the order of the language, whatever the order of the document', () => {
    const document = {
      timeout_ms: 5,
      $lint: { off: ['x'] },
      steps: [{ type: 'log', message: 'x' }],
      own: 1,
      output: null,
      confirm: true,
      name: 'Greet',
      slug: 'greet',
      finally: [],
      description: 'Says hello.',
      output_schema: {},
      input: {},
    };
    const text = flowText(document, editorKeysOf({ ...document, $schema: '../flow.schema.json' }));
    const keys = ['$schema', 'slug', 'name', 'description', 'active', 'confirm', 'input', 'steps', 'finally'];
    expect(Object.keys(parse(text))).toEqual([...keys, 'output_schema', 'timeout_ms', 'own', '$lint']);
  });

  test('says active always, confirm and a description only when they say something', () => {
    const text = flowText({ slug: 'a', confirm: false, description: '' });
    expect(text).toBe('{\n  "slug": "a",\n  "active": true\n}\n');
  });

  test('keeps the order of keys inside a step, and the $lint of a step', () => {
    const step = '{"type":"log","message":"x","$lint":{"off":[]},"a":1}';
    const text = flowText(parse(`{"slug":"a","steps":[${step}]}`));
    expect(JSON.stringify((parse(text)['steps'] as JsonObject[])[0])).toBe(step);
  });

  test('is the same for a text that was read and for what it says', () => {
    const text = flowText({ slug: 'a', name: 'ä \u2028 \ud800', steps: [] }, { $schema: 's' });
    expect(flowText(parse(text), editorKeysOf(parse(text)))).toBe(text);
  });

  test('keeps a key called __proto__', () => {
    const document = parse('{"slug":"a","__proto__":{"a":1},"steps":[{"type":"log","__proto__":2}]}');
    expect(flowText(document)).toContain('"__proto__": {\n    "a": 1');
    expect(isSameDocument(parse(flowText(document)), document)).toBe(true);
  });
});

describe('equality', () => {
  test.each([
    [{}, { active: true }],
    [{}, { confirm: false, description: '', $schema: 'x', $lint: {} }],
    [{ input: null, active: null }, {}],
    [{ steps: [{ a: 1, b: { c: 1, d: 2 } }] }, { steps: [{ b: { d: 2, c: 1 }, a: 1 }] }],
  ] as [JsonObject, JsonObject][])('%j means the same as %j', (a, b) => {
    expect([isSameDocument(a, b), isSameDocument(b, a)]).toEqual([true, true]);
    expect(canonicalDocument(a)).toEqual(canonicalDocument(b));
    expect(changedKeys(a, b)).toEqual([]);
  });

  test.each([
    [{}, { active: false }],
    [{}, { confirm: true }],
    [{ steps: [1, 2] }, { steps: [2, 1] }],
    [{ steps: [] }, { steps: {} }],
    [{ steps: [{ $lint: {} }] }, { steps: [{}] }],
    [{ input: {} }, {}],
    [{ output: { a: null } }, { output: {} }],
    [parse('{"output":{"__proto__":{}}}'), { output: { a: 1 } }],
    [parse('{"output":{"__proto__":{}}}'), { output: {} }],
    [parse('{"output":{"constructor":1}}'), { output: {} }],
  ] as [JsonObject, JsonObject][])('%j means something else than %j', (a, b) => {
    expect([isSameDocument(a, b), isSameDocument(b, a)]).toEqual([false, false]);
    expect(changedKeys(a, b)).toHaveLength(1);
  });

  test('a negative zero is a zero, as in JSON', () => {
    expect(isSameDocument({ timeout_ms: 0 }, { timeout_ms: -0 })).toBe(true);
  });

  test('values that are nested without end count as different, and never throw', () => {
    expect(isSameValue(nestedList(150), nestedList(150))).toBe(true);
    expect(isSameValue(nestedList(100_000), nestedList(100_000))).toBe(false);
    const deep = nestedList(100_000);
    expect(isSameValue(deep, deep)).toBe(true);
  });
});

describe('columns that change', () => {
  test('are those whose value differs, each as a whole', () => {
    const row = { slug: 'a', name: 'A', steps: [{ type: 'log' }], output: 'x' };
    const document = { output: 'y', steps: [{ type: 'log' }], slug: 'a', name: 'A', active: true };
    expect(columnChanges(row, document)).toEqual({ output: 'y' });
  });

  test('are emptied with what their absence means', () => {
    const row = { active: false, confirm: true, description: 'x', output: 1, timeout_ms: 5 };
    expect(columnChanges(row, {})).toEqual({
      active: true,
      confirm: false,
      description: '',
      output: null,
      timeout_ms: null,
    });
  });
});
