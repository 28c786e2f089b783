import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSchema, typeOfSchema } from '../../../src/check/types/schema-type.ts';
import { typeText } from '../../../src/check/types/type-text.ts';
import type { Json } from '../../../src/json.ts';

const textOf = (schema: Json) => typeText(typeOfSchema(schema));

describe('the type of a JSON Schema', () => {
  it.each<[Json, string]>([
    [{ type: 'string' }, 'a string'],
    [{ type: 'integer' }, 'a whole number'],
    [{ type: ['number', 'null'] }, 'a number'],
    [{ type: 'boolean', nullable: true }, 'true or false'],
    [{ enum: ['a', 'b'] }, 'one of "a", "b"'],
    [{ const: 3 }, 'a whole number'],
    [{ type: ['string', 'array'], items: { type: 'string' } }, 'a string or a list of strings'],
    [{ type: 'array', items: { type: 'integer' } }, 'a list of numbers'],
    [{ type: 'array', prefixItems: [{ type: 'string' }], items: false }, 'a list of strings'],
    [{ type: 'array', items: [{ type: 'string' }], additionalItems: false }, 'a list of strings'],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'a string'],
    [{ oneOf: [{ type: 'integer' }, { type: 'number' }] }, 'a number'],
    [{ properties: { a: { type: 'string' } }, additionalProperties: false }, '{ a: string }'],
    [{ type: 'object', properties: { a: { type: 'string' } } }, '{ a: string, … }'],
    [
      { allOf: [{ properties: { a: { type: 'string' } } }, { properties: { b: { type: 'integer' } } }] },
      '{ a: string, b: int, … }',
    ],
    [{ $ref: '#/$defs/name', $defs: { name: { type: 'string' } } }, 'a string'],
    [{ $ref: '#/definitions/a~1b', definitions: { 'a/b': { type: 'boolean' } } }, 'true or false'],
  ])('%j is %s', (schema, text) => {
    expect(textOf(schema)).toBe(text);
  });

  it.each<[Json]>([
    [true],
    [false],
    [null],
    [[]],
    [{}],
    [{ type: 3 }],
    [{ type: [] }],
    [{ type: 'strnig' }],
    [{ enum: [] }],
    [{ $ref: '#' }],
    [{ $ref: '#/nowhere' }],
    [{ $ref: 'https://example.com/schema' }],
    [{ not: {} }],
    [{ anyOf: [{}, { type: 'string' }] }],
    [{ allOf: [{ type: 'string' }, { type: 'object' }] }],
  ])('%j says nothing', (schema) => {
    expect(typeOfSchema(schema).kind).toBe('any');
  });

  it('is any where a schema contains itself', () => {
    const tree = { type: 'object', properties: { children: { type: 'array', items: { $ref: '#' } } } };
    expect(textOf(tree)).toBe('{ children: list, … }');
  });

  it('closes objects of a shape that was asked for', () => {
    const asked = { type: 'object', properties: { title: { type: 'string' } } };
    expect(typeText(readSchema(asked, true))).toBe('{ title: string }');
    expect(typeText(readSchema({ ...asked, additionalProperties: true }, true))).toBe('{ title: string, … }');
  });

  it('keeps what parts of `anyOf` say about other fields open', () => {
    const type = typeOfSchema({
      type: 'object',
      properties: { a: { type: 'string' } },
      anyOf: [{ required: ['a'] }, { properties: { b: {} } }],
    });
    expect(typeText(type)).toBe('{ a: string, b, … }');
  });

  it('never throws, and takes time in proportion to the schema', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => typeof textOf(value as Json) === 'string'));
    const keyword = fc.constantFrom(
      'type',
      'enum',
      'items',
      'prefixItems',
      'properties',
      'anyOf',
      'allOf',
      '$ref',
      'required',
    );
    fc.assert(
      fc.property(fc.dictionary(keyword, fc.jsonValue()), (schema) => typeof textOf(schema as Json) === 'string'),
    );
    let doubled: Json = { type: 'string' };
    const $defs: Record<string, Json> = { d0: doubled };
    for (let index = 1; index < 40; index++) {
      doubled = {
        anyOf: [{ $ref: `#/$defs/d${index - 1}` }, { items: { $ref: `#/$defs/d${index - 1}` }, type: 'array' }],
      };
      $defs[`d${index}`] = doubled;
    }
    const start = performance.now();
    expect(typeOfSchema({ $ref: '#/$defs/d39', $defs }).kind).toBe('any');
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
