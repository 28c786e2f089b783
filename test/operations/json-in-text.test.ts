import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/json.ts';
import { jsonInText } from '../../src/operations/json-in-text.ts';

describe('jsonInText', () => {
  it.each<[string, Json | undefined]>([
    ['{"a":1}', { a: 1 }],
    ['  [1, 2]\n', [1, 2]],
    ['null', null],
    ['"text"', 'text'],
    ['```json\n{"a":1}\n```', { a: 1 }],
    ['Sure:\n```\n[1]\n```\nAnything else?', [1]],
    ['The answer is {"a":{"b":"}"}} as asked.', { a: { b: '}' } }],
    ['A list: ["x"]!', ['x']],
    ['no JSON here', undefined],
    ['{"a":', undefined],
    ['{"a":1} and {"b":2}', undefined],
    ['', undefined],
  ])('reads %j', (text, value) => {
    expect(jsonInText(text)).toEqual(value);
  });
});
