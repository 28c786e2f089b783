import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GenieError } from '../../src/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/json.ts';
import { compileJsonSchema } from '../../src/json-schema.ts';
import { createGrammar, createPrompt, createStructuralTag } from '../../src/prompt/index.ts';
import { gbnfMatcher } from './gbnf-matcher.ts';
import { flowOf } from './sample-flows.ts';

const name = fc.constantFrom('a', 'b-c', 'user_id', 'ä', 'a"b', '__proto__', 'constructor', 'prototype', ' ');
const plain: fc.Arbitrary<Json> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ maxLength: 6, unit: 'grapheme' }),
);
const small = fc.nat({ max: 300 });
const { schema: anySchema, object: anyObject } = fc.letrec<{ schema: Json; object: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Json>(
      true,
      false,
      {},
      { type: 'boolean' },
      { type: ['string', 'null'] },

      { $ref: '#/$defs/d' },
      { $ref: '#/$defs/none' },
    ),
    fc.record(
      {
        type: fc.constant('string'),
        minLength: small,
        maxLength: small,
        format: fc.constantFrom('date', 'uri', 'email', 'uuid', 'date-time', 'x'),
        pattern: fc.constantFrom('^a', '^https://', '^[a-z]+$', 'x|y'),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record(
      {
        type: fc.constantFrom('integer', 'number'),
        minimum: fc.integer(),
        maximum: fc.integer(),
        multipleOf: fc.constantFrom(1, 5, 0.5),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record({ enum: fc.array(plain, { minLength: 1, maxLength: 3 }) }),
    fc.record({ const: plain }),
    fc.record(
      {
        type: fc.constant('array'),
        items: tie('schema'),
        prefixItems: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        minItems: fc.nat(4),
        maxItems: fc.nat(4),
      },
      { requiredKeys: ['type'] },
    ),
    tie('object'),
    fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
  ),
  object: fc.record(
    {
      type: fc.constant('object'),
      properties: fc.dictionary(name, tie('schema'), { maxKeys: 4, noNullPrototype: true }),
      required: fc.uniqueArray(name, { maxLength: 2 }),
      additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
      anyOf: fc.array(fc.record({ required: fc.uniqueArray(name, { minLength: 1, maxLength: 2 }) }), {
        minLength: 1,
        maxLength: 2,
      }),
      examples: fc.array(fc.dictionary(name, plain, { maxKeys: 3, noNullPrototype: true }), { maxLength: 2 }),
    },
    { requiredKeys: ['type'] },
  ),
}));

/** A definition holds itself only inside a field: one that is itself at once makes every validator run in circles. */
const input = fc.tuple(fc.oneof(anyObject, anySchema), anySchema).map(([root, definition]): JsonObject => {
  const own = isJsonObject(root) ? root : {};
  return Object.assign({}, own, { type: 'object', $defs: { d: { type: 'object', properties: { n: definition } } } });
});

it('shows examples that the schema and the grammar take, or none, whatever the schema is', async () => {
  let shown = 0;
  await fc.assert(
    fc.asyncProperty(input, async (schema) => {
      const flow = flowOf('any', schema);
      const takes = gbnfMatcher(createGrammar([flow]));
      expect(takes('plain [text]')).toBe(true);
      expect(() => JSON.stringify(createStructuralTag([flow]))).not.toThrow();
      const validator = await compileJsonSchema(schema).catch((error: unknown) => error);
      if (validator instanceof GenieError) return;
      const { included } = await createPrompt([flow]);
      for (const { tag, example } of included) {
        if (tag === undefined) continue;
        shown++;
        expect(example).not.toHaveProperty('user_id');
        expect((await compileJsonSchema(flow.input!)).validate(example!).problems).toEqual([]);
        expect([tag, takes(tag)]).toEqual([tag, true]);
      }
    }),
    { numRuns: 400, seed: 3 },
  );
  expect(shown).toBeGreaterThan(100);
});
