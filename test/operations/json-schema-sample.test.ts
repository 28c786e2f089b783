import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/json.ts';
import { compileJsonSchema } from '../../src/json-schema.ts';
import { sampleOf } from '../../src/operations/json-schema-sample.ts';

describe('sampleOf', () => {
  it('makes an object of the asked shape', () => {
    const schema = {
      type: 'object',
      required: ['title'],
      properties: {
        title: { type: 'string' },
        likes: { type: 'integer' },
        tags: { type: 'array', items: { type: 'string' } },
      },
    };
    expect(sampleOf(schema)).toEqual({ title: 'title', likes: 0, tags: ['tags'] });
  });

  it.each<[JsonObject]>([
    [{ type: 'number', minimum: 5 }],
    [{ type: 'number', exclusiveMinimum: 5, exclusiveMaximum: 6 }],
    [{ type: 'integer', maximum: -3 }],
    [{ type: 'integer', exclusiveMinimum: 3 }],
    [{ type: 'number', multipleOf: 7, minimum: 8 }],
    [{ type: 'string', minLength: 50 }],
    [{ type: 'string', maxLength: 2 }],
    [{ type: 'string', format: 'date-time' }],
    [{ type: 'string', format: 'email' }],
    [{ type: 'string', format: 'uri' }],
    [{ type: 'string', format: 'uuid' }],
    [{ type: 'string', format: 'ipv6' }],
    [{ type: ['null', 'boolean'] }],
    [{ enum: [3, 4] }],
    [{ const: { a: 1 } }],
    [{ type: 'string', default: 'x' }],
    [{ type: 'array', minItems: 3, uniqueItems: true, items: { type: 'string' } }],
    [{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false }],
    [{ type: 'array', maxItems: 0 }],
    [{ anyOf: [{ type: 'null' }, { type: 'object', required: ['a'], properties: { a: { type: 'number' } } }] }],
    [{ allOf: [{ type: 'object', required: ['a'] }, { properties: { a: { type: 'boolean' } } }] }],
    [{ type: 'object', required: ['free'] }],
    [
      {
        $ref: '#/$defs/post',
        $defs: { post: { type: 'object', properties: { id: { type: 'integer', minimum: 1 } } } },
      },
    ],
    [{ $ref: '#/$defs/node', $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } } } } }],
    [{ required: ['id'], anyOf: [{ required: ['a'] }], properties: { id: { type: 'number' }, a: { type: 'string' } } }],
  ])('satisfies %j', async (schema) => {
    expect((await compileJsonSchema(schema)).validate(sampleOf(schema)).problems).toEqual([]);
  });

  it('satisfies whatever schema is made of the usual parts', async () => {
    const leaf = fc.oneof(
      fc.nat(20).map((minLength): JsonObject => ({ type: 'string', minLength })),
      fc.integer({ min: -50, max: 50 }).map((minimum): JsonObject => ({ type: 'integer', minimum })),
      fc.constantFrom<JsonObject>(
        { type: 'boolean' },
        { type: 'null' },
        { enum: ['a', 'b'] },
        { type: 'string', format: 'date' },
      ),
    );
    const { schema } = fc.letrec<{ schema: JsonObject }>((tie) => ({
      schema: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.tuple(fc.nat(3), tie('schema')).map(([minItems, items]): JsonObject => ({ type: 'array', minItems, items })),
        fc
          .dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('schema'), { maxKeys: 4 })
          .map((properties): JsonObject => ({ type: 'object', properties, required: Object.keys(properties) })),
        tie('schema').map((inner): JsonObject => ({ anyOf: [{ type: 'null' }, inner] })),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(schema, async (made) => {
        expect((await compileJsonSchema(made)).validate(sampleOf(made)).problems).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
