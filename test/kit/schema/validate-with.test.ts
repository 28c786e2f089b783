import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { z as z3 } from 'zod3';
import { issueText, validateWith, type AnySchema } from '../../../src/kit/schema/index.ts';

async function textsOf(schema: AnySchema, value: unknown): Promise<string[]> {
  const { issues = [] } = await validateWith(schema, value);
  return issues.map(issueText);
}

const nested: [string, AnySchema][] = [
  ['zod 4', z.object({ a: z.string(), b: z.object({ c: z.number() }) })],
  ['zod 3', z3.object({ a: z3.string(), b: z3.object({ c: z3.number() }) })],
  ['Valibot', v.object({ a: v.string(), b: v.object({ c: v.number() }) })],
  ['Valibot, asynchronous', v.objectAsync({ a: v.string(), b: v.objectAsync({ c: v.number() }) })],
];

describe('validateWith', () => {
  it.each(nested)('gives every issue at once, each with its path: %s', async (_, schema) => {
    const { issues } = await validateWith(schema, { a: 1, b: { c: 'x' } });
    expect(issues?.map(({ path }) => path)).toEqual([['a'], ['b', 'c']]);
  });

  it.each(nested)('gives no path where the value as a whole is wrong: %s', async (_, schema) => {
    const { issues } = await validateWith(schema, 'text');
    expect(issues).toHaveLength(1);
    expect(issues?.[0]).not.toHaveProperty('path');
  });

  it.each(nested)('says in a few words what is missing: %s', async (_, schema) => {
    const texts = await textsOf(schema, { b: { c: 1 } });
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(/^a: (is missing|Invalid input: expected string, received undefined)$/);
  });

  it('gives what the schema made of the value', async () => {
    await expect(validateWith(v.object({ n: v.pipe(v.string(), v.transform(Number)) }), { n: '3' })).resolves.toEqual({
      value: { n: 3 },
    });
    await expect(validateWith(z3.object({ n: z3.number().default(2) }), {})).resolves.toEqual({ value: { n: 2 } });
  });

  it('waits for asynchronous checks of every library', async () => {
    const isFree = async (name: string) => name !== 'taken';
    const schemas: AnySchema[] = [
      z.string().refine(isFree, 'is taken'),
      z3.string().refine(isFree, 'is taken'),
      v.pipeAsync(v.string(), v.checkAsync(isFree, 'is taken')),
    ];
    for (const schema of schemas) {
      await expect(textsOf(schema, 'taken')).resolves.toEqual(['is not valid']);
      await expect(validateWith(schema, 'free')).resolves.toEqual({ value: 'free' });
    }
  });

  it('passes on what a check throws', async () => {
    const failing = z.string().refine(() => {
      throw new TypeError('broken check');
    });
    await expect(validateWith(failing, 'x')).rejects.toThrow(TypeError);
  });

  it('refuses what is no schema', async () => {
    await expect(validateWith({} as AnySchema, 1)).rejects.toMatchObject({ code: 'SCHEMA_UNSUPPORTED' });
  });
});

describe('the message of an issue', () => {
  const secret = 'hunter2-secret';

  it.each<[string, AnySchema, unknown]>([
    ['Valibot: wrong type', v.object({ a: v.number() }), { a: secret }],
    ['Valibot: format', v.object({ a: v.pipe(v.string(), v.email()) }), { a: secret }],
    ['Valibot: choice', v.object({ a: v.picklist(['x', 'y']) }), { a: secret }],
    ['Valibot: list for an object', v.object({ a: v.object({}) }), { a: secret }],
    ['Valibot: strict', v.strictObject({ a: v.strictObject({}) }), { a: { key: secret } }],
    ['Valibot: number', v.object({ a: v.pipe(v.number(), v.maxValue(5)) }), { a: 918_273 }],
    ['zod 3: choice', z3.object({ a: z3.enum(['x', 'y']) }), { a: secret }],
    ['zod 3: discriminator', z3.object({ a: z3.literal('x') }), { a: secret }],
    ['zod 4: choice', z.object({ a: z.enum(['x', 'y']) }), { a: secret }],
    [
      'an own message',
      v.object({
        a: v.pipe(
          v.string(),
          v.check(
            () => false,
            ({ input }) => `"${input}" is bad`,
          ),
        ),
      }),
      { a: secret },
    ],
    [
      'an own message about a part',
      z.object({
        a: z
          .object({})
          .loose()
          .refine(() => false, { error: `no ${secret}` }),
      }),
      { a: { b: [secret] } },
    ],
  ])('never quotes the value: %s', async (_, schema, value) => {
    const texts = await textsOf(schema, value);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(/^a/);
    expect(texts[0]).not.toContain(secret);
    expect(texts[0]).not.toContain('918273');
  });

  it('keeps what is expected, also where a short value is part of a word of it', async () => {
    await expect(textsOf(v.picklist(['draft', 'final']), 'a')).resolves.toEqual([
      'Invalid type: Expected ("draft" | "final")',
    ]);
    await expect(textsOf(z3.enum(['draft', 'final']), 'dr')).resolves.toEqual([
      "Invalid enum value. Expected 'draft' | 'final'",
    ]);
    await expect(textsOf(z.number(), 'x')).resolves.toEqual(['Invalid input: expected number, received string']);
  });

  it('keeps own words that happen to speak of receiving', async () => {
    await expect(
      textsOf(
        z.string().refine(() => false, 'must be received by noon'),
        'x',
      ),
    ).resolves.toEqual(['must be received by noon']);
  });
});
