import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/json.ts';
import { shortFormProblem, shortFormToSchema } from '../../src/operations/short-form.ts';

const text = { type: 'string' };
const number = { type: 'number' };
const object = (properties: JsonObject) => ({ type: 'object', properties, required: Object.keys(properties) });

describe('shortFormToSchema', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['named types', { subscribers: 'number', name: 'string' }, object({ subscribers: number, name: text })],
    [
      'the list of objects of the source documents',
      { posts: { type: 'array', items: { title: 'string', likes: 'number' } } },
      object({ posts: { type: 'array', items: object({ title: text, likes: number }) } }),
    ],
    ['nested objects', { owner: { name: 'string' } }, object({ owner: object({ name: text }) })],
    ['lists by brackets', { tags: 'string[]' }, object({ tags: { type: 'array', items: text } })],
    ['lists by example', { tags: ['string'] }, object({ tags: { type: 'array', items: text } })],
    ['anything', { extra: 'any' }, object({ extra: {} })],
    ['fields that are called like keywords', { type: 'string', title: 'string' }, object({ type: text, title: text })],
    [
      'a field called properties',
      { properties: 'number', items: 'number' },
      object({ properties: number, items: number }),
    ],
    [
      'a JSON Schema whose properties are in the short form',
      { type: 'object', properties: { a: 'string', b: { type: 'number' } }, required: ['a'] },
      { type: 'object', properties: { a: text, b: number }, required: ['a'] },
    ],
    [
      'a JSON Schema inside',
      { price: { type: 'number', minimum: 0 } },
      object({ price: { type: 'number', minimum: 0 } }),
    ],
  ])('reads %s', (_, shape, schema) => {
    expect(shortFormToSchema(shape)).toEqual(schema);
  });

  it.each<[JsonObject]>([
    [object({ a: text })],
    [{ type: 'string', title: 'A name' }],
    [{ type: 'array', items: { type: 'string' } }],
    [{ anyOf: [text, number] }],
    [{ $ref: '#/$defs/a', $defs: { a: text } }],
    [{ enum: ['a', 'b'] }],
    [{ type: 'string' }],
    [{}],
  ])('leaves the JSON Schema %j as it is', (schema) => {
    expect(shortFormToSchema(schema)).toEqual(schema);
  });

  it('names the field whose type is none', () => {
    expect(shortFormProblem({ posts: { type: 'array', items: { title: 'sting' } } })).toMatchObject({
      path: ['posts', 'items', 'title'],
      reason: expect.stringContaining('"sting" is not a type') as string,
    });
    expect(shortFormProblem({ a: [{ b: 5 }] })?.path).toEqual(['a', 0, 'b']);
    expect(shortFormProblem({ type: 'object', properties: { a: 'sting' } })?.path).toEqual(['properties', 'a']);
    expect(() => shortFormToSchema({ a: 5 })).toThrow('schema at a: must be');
    expect(shortFormProblem({ a: 'number' })).toBeUndefined();
  });
});
