import { describe, expect, it } from 'vitest';
import { convert } from '../../../src/check/settings/convert.ts';

const INTEGER = { type: 'integer', minimum: 0 };
const LIST = { type: 'array', items: { type: 'string' } };

describe('the same value in another type', () => {
  it.each([
    ['10', INTEGER, 10],
    [' 10 ', INTEGER, 10],
    ['ten', INTEGER, undefined],
    ['-1', INTEGER, undefined],
    ['010', INTEGER, undefined],
    ['1.0', INTEGER, undefined],
    ['12345678901234567890', INTEGER, undefined],
    ['true', { type: 'boolean' }, true],
    ['yes', { type: 'boolean' }, undefined],
    [5, { type: 'string' }, '5'],
    ['a', LIST, ['a']],
    ['a,b', LIST, undefined],
    ['["a"]', LIST, ['a']],
    [['a'], { type: 'string' }, 'a'],
    ['{"a":1}', { type: 'object' }, { a: 1 }],
    ['{"a":', { type: 'object' }, undefined],
    [null, { type: 'string' }, undefined],
    [{}, { type: 'string' }, undefined],
  ])('%j for %j: %j', (value, schema, expected) => {
    expect(convert(value, schema)).toEqual(expected);
  });
});
