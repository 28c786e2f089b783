import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { z as z3 } from 'zod3';
import { parseWith } from '../../src/engine/parse-with.ts';
import { defineStep, type AnySchema } from '../../src/step.ts';

function stepOf(config: AnySchema, result: AnySchema) {
  return defineStep({
    type: 'sum',
    summary: 'Adds.',
    needs: [],
    effect: 'none',
    config,
    result,
    example: { numbers: [1] },
    run: () => null,
    stub: () => null,
  });
}

const libraries: [string, AnySchema, AnySchema][] = [
  [
    'zod 4',
    z.object({ numbers: z.array(z.number()), round: z.boolean().default(true) }),
    z.object({ sum: z.number() }),
  ],
  [
    'zod 3',
    z3.object({ numbers: z3.array(z3.number()), round: z3.boolean().default(true) }),
    z3.object({ sum: z3.number() }),
  ],
  [
    'Valibot',
    v.object({ numbers: v.array(v.number()), round: v.optional(v.boolean(), true) }),
    v.object({ sum: v.number() }),
  ],
];

describe.each(libraries)('a step type with schemas of %s', (_, config, result) => {
  const stepType = stepOf(config, result);

  it('describes its settings, which nothing else belongs to', () => {
    expect(stepType.settingsSchema).toMatchObject({
      type: 'object',
      properties: {
        numbers: { type: 'array', items: { type: 'number' } },
        round: { type: 'boolean', default: true },
      },
      required: ['numbers'],
      additionalProperties: false,
    });
  });

  it('describes its result', () => {
    expect(stepType.resultSchema).toMatchObject({ properties: { sum: { type: 'number' } }, required: ['sum'] });
  });

  it('has its settings checked and filled in', () => {
    expect(stepType.config.safeParse({ numbers: [1] }).data).toEqual({ numbers: [1], round: true });
    const { error } = stepType.config.safeParse({ numbers: [1, 'x'], round: 1 });
    expect(error?.issues.map(({ path }) => path)).toEqual([['numbers', 1], ['round']]);
  });

  it('has its result checked', () => {
    expect(stepType.result.safeParse({ sum: 3, more: 1 }).data).toEqual({ sum: 3 });
    expect(stepType.result.safeParse({ sum: '3' }).success).toBe(false);
  });

  it('holds no steps, which only schemas of zod 4 can mark', () => {
    expect(stepType.rawSettings).toEqual({});
  });
});

it('types what runs by the schemas of any library', () => {
  const stepType = defineStep({
    type: 'typed',
    summary: 'Is typed.',
    needs: [],
    effect: ({ n }) => (n > 1 ? 'write' : 'read'),
    config: v.object({ n: v.pipe(v.string(), v.transform(Number)) }),
    result: z3.object({ twice: z3.number() }),
    example: { n: '1' },
    run: ({ n }) => ({ twice: n * 2 }),
    stub: ({ n }) => ({ twice: n }),
  });
  expect(stepType.effectOf({ n: 2 })).toBe('write');
});

it('waits for asynchronous checks, and asks at once where there are none', async () => {
  const isFree = async (name: string) => name !== 'taken';
  const schemas: AnySchema[] = [
    z.object({ name: z.string().refine(isFree) }),
    z3.object({ name: z3.string().refine(isFree) }),
    v.objectAsync({ name: v.pipeAsync(v.string(), v.checkAsync(isFree)) }),
  ];
  for (const schema of schemas) {
    const { config } = stepOf(schema, z.null());
    await expect(parseWith(config, { name: 'taken' })).resolves.toMatchObject({ success: false });
    await expect(parseWith(config, { name: 'free' })).resolves.toMatchObject({ success: true, data: { name: 'free' } });
  }
  expect(parseWith(stepOf(z3.object({}), z.null()).config, {})).toMatchObject({ success: true });
});

it('refuses what is wrong with the settings as a whole', () => {
  const stepType = defineStep({
    type: 'pair',
    summary: 'Takes one of two.',
    needs: [],
    effect: 'none',
    config: z3.object({ a: z3.string().optional(), b: z3.string().optional() }),
    result: z3.unknown(),
    example: { a: 'x' },
    problemsOf: ({ a, b }) =>
      a !== undefined && b !== undefined ? [{ kind: 'conflict', path: ['b'], message: 'does not go with `a`' }] : [],
    run: () => 1,
    stub: () => 1,
  });
  expect(stepType.config.safeParse({ a: 'x' }).success).toBe(true);
  expect(stepType.config.safeParse({ a: 'x', b: 'y' }).error?.issues).toMatchObject([{ path: ['b'] }]);
});

describe('a schema that says nothing', () => {
  it('is refused for settings, in any library', () => {
    for (const config of [z3.any(), v.any(), z3.string(), v.array(v.string())]) {
      expect(() => stepOf(config, z.null()).settingsSchema).toThrow(expect.objectContaining({ code: 'SCHEMA_EMPTY' }));
    }
  });

  it('is refused for results that lost what they are, and taken where everything is meant', () => {
    const config = z3.object({});
    expect(() => stepOf(config, z3.string().transform(Number)).resultSchema).toThrow(
      'Step type "sum": The output of the schema',
    );
    expect(() => stepOf(config, v.pipe(v.string(), v.transform(Number))).resultSchema).toThrow('says nothing');
    expect(stepOf(config, z3.any()).resultSchema).toEqual({});
    expect(stepOf(config, v.unknown()).resultSchema).toEqual({});
  });

  it('is told apart from what is no schema', () => {
    expect(() => stepOf({} as AnySchema, z.null()).config).toThrow(
      'The schemas of the step type "sum" are not schemas',
    );
    expect(() => stepOf(z3.object({}), 'text' as unknown as AnySchema).result).toThrow('are not schemas');
  });
});
