import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileJsonSchema } from '../../../src/json-schema.ts';
import type { Json, JsonObject } from '../../../src/json.ts';
import { isAssignable, typeOfSchema } from '../../../src/check/types/index.ts';

describe('whether a value can go where another type is taken', () => {
  it.each<[JsonObject, JsonObject, boolean]>([
    [{ type: 'string' }, { type: 'integer' }, false],
    [{ type: 'number' }, { type: 'integer' }, true],
    [{ type: 'string' }, { anyOf: [{ type: 'integer' }, { type: 'string' }] }, true],
    [{ type: ['string', 'null'] }, { type: 'string' }, true],
    [{ type: ['string', 'integer'] }, { type: 'integer' }, true],
    [{}, { type: 'integer' }, true],
    [{ enum: ['a'] }, { enum: ['b', 'c'] }, false],
    [{ type: 'string' }, { enum: ['b'] }, true],
    [{ type: 'array', items: { type: 'object' } }, { type: 'array', items: { type: 'string' } }, false],
    [{ type: 'array' }, { type: 'array', items: { type: 'string' } }, true],
    [{ type: 'object' }, { type: 'array' }, false],
  ])('%j into %j: %s', (from, into, answer) => {
    expect(isAssignable(typeOfSchema(from), { schema: into })).toBe(answer);
  });

  it('is never denied for a value that fits both schemas', async () => {
    const schema = fc.letrec<{ schema: JsonObject }>((tie) => ({
      schema: fc.oneof(
        { maxDepth: 3 },
        fc
          .subarray(['string', 'integer', 'number', 'boolean', 'null', 'object', 'array'], { minLength: 1 })
          .map((type) => ({ type })),
        fc.array(fc.constantFrom<Json>('a', 'b', 1, null, true), { minLength: 1 }).map((values) => ({ enum: values })),
        tie('schema').map((items) => ({ type: 'array', items, minItems: 1 })),
        tie('schema').map((field) => ({
          type: 'object',
          properties: { a: field },
          required: ['a'],
          additionalProperties: false,
        })),
        fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
        fc.tuple(tie('schema'), tie('schema')).map((allOf) => ({ allOf })),
      ),
    })).schema;
    const value = fc.oneof(
      fc.constantFrom<Json>('a', 'b', 1, 2.5, null, true, [], ['a'], [1], {}, { a: 'a' }, { a: [1] }),
      fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
    );
    let fitted = 0;
    const denied: Json[] = [];
    await fc.assert(
      fc.asyncProperty(schema, schema, fc.array(value, { minLength: 4, maxLength: 8 }), async (from, into, values) => {
        const [left, right] = await Promise.all([compileJsonSchema(from), compileJsonSchema(into)]);
        for (const each of values) {
          if (each === null || left.validate(each).problems.length > 0 || right.validate(each).problems.length > 0)
            continue;
          // An empty list is of every kind of list.
          if (JSON.stringify(each).includes('[]')) continue;
          fitted += 1;
          if (!isAssignable(typeOfSchema(from), { schema: into })) denied.push([from, into, each]);
        }
      }),
      { numRuns: 300, seed: 11 },
    );
    expect(denied).toEqual([]);
    expect(fitted).toBeGreaterThan(30);
  });
});
