import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { z as z3 } from 'zod3';
import { isAnySchema, toJsonSchema, vendorOf } from '../../../src/kit/schema/index.ts';

const OBJECT = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1, description: 'Who.' },
    count: { type: 'integer', default: 1 },
    tags: { type: 'array', items: { type: 'string' } },
  },
  required: ['name'],
};

const sameInThreeLibraries = {
  'zod 4': z.object({
    name: z.string().min(1).describe('Who.'),
    count: z.number().multipleOf(1).default(1),
    tags: z.array(z.string()).optional(),
  }),
  'zod 3': z3.object({
    name: z3.string().min(1).describe('Who.'),
    count: z3.number().int().default(1),
    tags: z3.array(z3.string()).optional(),
  }),
  valibot: v.object({
    name: v.pipe(v.string(), v.minLength(1), v.description('Who.')),
    count: v.optional(v.pipe(v.number(), v.integer()), 1),
    tags: v.optional(v.array(v.string())),
  }),
};

describe('the maker of a schema', () => {
  it.each(Object.entries(sameInThreeLibraries))('is seen: %s', (vendor, schema) => {
    expect(vendorOf(schema)).toBe(vendor);
  });

  it('is seen for asynchronous schemas and for any other Standard Schema', () => {
    expect(vendorOf(v.objectAsync({}))).toBe('valibot');
    const validate = (value: unknown) => ({ value });
    expect(vendorOf({ '~standard': { version: 1, vendor: 'other', validate } })).toBe('standard');
    const callable = Object.assign(() => 0, { '~standard': { version: 1, vendor: 'arktype', validate } });
    expect(vendorOf(callable)).toBe('standard');
  });

  it.each([[undefined], [null], ['text'], [{}], [{ type: 'object' }], [() => z.string()], [{ '~standard': {} }]])(
    'is nobody for %s',
    (value) => {
      expect(vendorOf(value)).toBeUndefined();
    },
  );
});

describe('toJsonSchema', () => {
  it.each(Object.values(sameInThreeLibraries).slice(1))('says the same for every library: what is taken', (schema) => {
    expect(toJsonSchema(schema, 'input')).toEqual(OBJECT);
  });

  it.each(Object.values(sameInThreeLibraries).slice(1))('says the same for every library: what is given', (schema) => {
    const given = toJsonSchema(schema, 'output');
    expect(given).toMatchObject({ properties: OBJECT.properties, additionalProperties: false });
    expect(new Set(given.required as string[])).toEqual(new Set(['name', 'count']));
  });

  it('says what zod 4 takes and gives', () => {
    expect(toJsonSchema(sameInThreeLibraries['zod 4'], 'input')).toMatchObject({ type: 'object', required: ['name'] });
    expect(toJsonSchema(sameInThreeLibraries['zod 4'], 'output')).toMatchObject({ additionalProperties: false });
  });

  it.each([
    ['zod 4', z.strictObject({ a: z.string() }), z.looseObject({ a: z.string() }), z.object({ a: z.string() })],
    [
      'zod 3',
      z3.object({ a: z3.string() }).strict(),
      z3.object({ a: z3.string() }).passthrough(),
      z3.object({ a: z3.string() }),
    ],
    ['Valibot', v.strictObject({ a: v.string() }), v.looseObject({ a: v.string() }), v.object({ a: v.string() })],
  ])('tells objects of %s apart that refuse, keep and drop unknown keys', (_, strict, loose, plain) => {
    expect(toJsonSchema(strict, 'input').additionalProperties).toBe(false);
    expect([{}, true]).toContainEqual(toJsonSchema(loose, 'input').additionalProperties);
    expect(toJsonSchema(plain, 'input').additionalProperties).toBeUndefined();
    expect(toJsonSchema(plain, 'output').additionalProperties).toBe(false);
  });

  it.each([
    ['zod 4', z.string().transform(Number).pipe(z.number())],
    ['zod 3', z3.string().transform(Number).pipe(z3.number())],
    ['Valibot', v.pipe(v.string(), v.transform(Number), v.number())],
  ])('tells what goes in from what comes out: %s', (_, schema) => {
    expect(toJsonSchema(schema, 'input')).toEqual({ type: 'string' });
    expect(toJsonSchema(schema, 'output')).toEqual({ type: 'number' });
  });

  it.each([
    ['zod 4', z.string().transform(Number)],
    ['zod 3', z3.string().transform(Number)],
    ['zod 3, preprocessed', z3.preprocess(String, z3.string()), 'input'],
    ['Valibot', v.pipe(v.string(), v.transform(Number))],
    ['zod 4, any', z.any()],
    ['zod 3, any', z3.any()],
    ['Valibot, any', v.any()],
    ['a date of Valibot', v.date(), 'input'],
  ] as [string, unknown, 'input'?][])('never comes out empty: %s', (_, schema, io: 'input' | 'output' = 'output') => {
    expect(() => toJsonSchema(schema, io)).toThrow(expect.objectContaining({ code: 'SCHEMA_EMPTY' }));
  });

  it('leaves a field open that only its code knows, and never tells it wrong', () => {
    expect(toJsonSchema(v.object({ n: v.pipe(v.string(), v.transform(Number)) }), 'output').properties).toEqual({
      n: {},
    });
    expect(toJsonSchema(z3.object({ n: z3.string().transform(Number) }), 'output').properties).toEqual({ n: {} });
    expect(toJsonSchema(v.object({ n: v.pipe(v.string(), v.toNumber()) }), 'output').properties).toEqual({
      n: { type: 'number' },
    });
  });

  it('keeps what a refinement is made of', () => {
    const refined = z3.object({ a: z3.string() }).refine(() => true);
    expect(toJsonSchema(refined, 'output')).toMatchObject({ properties: { a: { type: 'string' } } });
    expect(
      toJsonSchema(
        v.pipe(
          v.object({ a: v.string() }),
          v.check(() => true),
        ),
        'input',
      ),
    ).toMatchObject({
      properties: { a: { type: 'string' } },
    });
  });

  it('writes tuples in the words of 2020-12', () => {
    expect(toJsonSchema(z3.tuple([z3.string()]).rest(z3.number()), 'input')).toEqual({
      type: 'array',
      minItems: 1,
      prefixItems: [{ type: 'string' }],
      items: { type: 'number' },
    });
  });

  it('follows schemas that hold themselves', () => {
    interface Tree {
      name: string;
      children: Tree[];
    }
    const zodTree: z3.ZodType<Tree> = z3.object({ name: z3.string(), children: z3.lazy(() => z3.array(zodTree)) });
    const valibotTree: v.GenericSchema<Tree> = v.object({
      name: v.string(),
      children: v.array(v.lazy(() => valibotTree)),
    });
    for (const schema of [zodTree, valibotTree]) {
      expect(JSON.stringify(toJsonSchema(schema, 'input'))).toContain('"$ref":"#');
    }
  });

  it('asks other libraries with Standard JSON Schema, and says so where one makes none', () => {
    const props = { version: 1, vendor: 'other', validate: (value: unknown) => ({ value }) };
    const jsonSchema = { input: () => ({ $schema: 'x', type: 'object' }), output: () => ({}) };
    expect(toJsonSchema({ '~standard': { ...props, jsonSchema } }, 'input')).toEqual({ type: 'object' });
    expect(() => toJsonSchema({ '~standard': { ...props, jsonSchema } }, 'output')).toThrow(/says nothing/);
    expect(() => toJsonSchema({ '~standard': props }, 'input')).toThrow('"other" does not make a JSON Schema');
    const failing = {
      input: () => {
        throw new Error('no such target');
      },
    };
    expect(() => toJsonSchema({ '~standard': { ...props, jsonSchema: failing } }, 'input')).toThrow('no such target');
  });

  it.each([[undefined], [{}], ['text']])('refuses what is no schema: %s', (value) => {
    expect(() => toJsonSchema(value, 'input')).toThrow(expect.objectContaining({ code: 'SCHEMA_UNSUPPORTED' }));
  });

  it('knows a schema that allows everything on purpose', () => {
    expect([z.any(), z.unknown(), z3.any(), z3.unknown(), v.any(), v.unknown()].map(isAnySchema)).toEqual(
      Array.from({ length: 6 }, () => true),
    );
    expect([z.string(), z3.string(), v.string(), {}].map(isAnySchema)).toEqual([false, false, false, false]);
  });
});

describe('what a library tells wrong', () => {
  it.each([
    z3.date(),
    z3.bigint(),
    z3.map(z3.string(), z3.string()),
    z3.set(z3.string()),
    z3.literal(5n),
    z3.literal(undefined),
  ])('is left open where values are none that JSON has', (schema) => {
    const { properties } = toJsonSchema(z3.object({ odd: schema.describe('Odd.') }), 'input');
    expect(properties).toEqual({ odd: { description: 'Odd.' } });
  });

  it('is a null of zod 3', () => {
    expect(toJsonSchema(z3.object({ none: z3.literal(null) }), 'input')['properties']).toEqual({
      none: { type: 'null' },
    });
  });

  it('is an intersection of Valibot whose parts would refuse one another', () => {
    const both = v.intersect([v.object({ a: v.string() }), v.object({ b: v.string() })]);
    expect(toJsonSchema(both, 'output')['allOf']).toEqual([
      { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
      { type: 'object', properties: { b: { type: 'string' } }, required: ['b'] },
    ]);
  });
});
