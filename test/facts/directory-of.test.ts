import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createCatalogue } from '../../src/catalogue.ts';
import { builtInFacts } from '../../src/facts/built-in-facts.ts';
import { directoryOf } from '../../src/facts/directory-of.ts';
import { joinFacts } from '../../src/facts/join-facts.ts';
import type { JsonObject } from '../../src/json.ts';
import { defineStep, stepList, type StepDefinition } from '../../src/step.ts';

type Changes = Partial<StepDefinition<z.ZodType, z.ZodType, never>>;

function own(changes: Changes = {}) {
  return defineStep<z.ZodType, z.ZodType>({
    type: 'own',
    summary: 'Own.',
    needs: [],
    effect: 'read',
    config: z.strictObject({ size: z.int().min(1).describe('How big.'), steps: stepList().optional() }),
    result: z.strictObject({ ok: z.boolean() }),
    example: { size: 1 },
    run: () => ({ ok: true }),
    stub: () => ({ ok: true }),
    ...changes,
  });
}

const factsOf = (changes: Changes = {}) => directoryOf(createCatalogue([], [own(changes)])).factsOf('own')!;

describe('the facts of a project’s own step type', () => {
  test('come from its schemas', () => {
    expect(factsOf()).toMatchObject({
      settings: {
        type: 'object',
        required: ['size'],
        additionalProperties: false,
        properties: {
          size: { type: 'integer', minimum: 1, description: 'How big.' },
          steps: { type: 'array' },
        },
      },
      result: { properties: { ok: { type: 'boolean' } } },
      rawSettings: { steps: 'steps' },
    });
    expect(JSON.stringify(factsOf().settings)).not.toMatch(/rawSetting|\$schema|9007199254740991/);
  });

  test('leave open what JSON Schema cannot say', () => {
    const config = z.strictObject({ at: z.date(), name: z.string().transform((text) => text.length), map: z.custom() });
    expect(factsOf({ config }).settings['properties']).toEqual({ at: {}, name: { type: 'string' }, map: {} });
    expect(factsOf({ config: z.any() }).settings).toEqual({ type: 'object', properties: {} });
    expect(factsOf({ result: z.custom() }).result).toEqual({});
  });

  test('hold the settings of every alternative', () => {
    const config = z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('a'), a: z.int() }),
      z.strictObject({ kind: z.literal('b') }),
    ]);
    expect(factsOf({ config }).settings).toMatchObject({
      properties: { kind: { anyOf: [{ const: 'a' }, { const: 'b' }] }, a: { type: 'integer' } },
      required: ['kind'],
      additionalProperties: false,
    });
  });

  test('are an error that says what to do when the settings are no object or no schema that is known', () => {
    expect(() => factsOf({ config: z.string() })).toThrow('The settings of "own" are not an object');
    const zod3 = { _def: { typeName: 'ZodObject' }, safeParse: () => ({ success: true }) } as unknown as z.ZodType;
    expect(() => factsOf({ config: zod3 })).toThrow('are not schemas');
  });

  test('survive functions that expected other settings', () => {
    const fails = () => {
      throw new Error('no');
    };
    const facts = factsOf({ effect: fails, resultType: fails, problemsOf: fails });
    expect([facts.effectOf({}), facts.resultType({}), facts.problemsOf({})]).toEqual(['write', undefined, []]);
    expect(factsOf({ resultType: () => 5 as unknown as JsonObject }).resultType({})).toBeUndefined();
  });

  test('tell a problem from a reference, and the run refuses the same settings', () => {
    const problemsOf: Changes['problemsOf'] = ({ size }, isOpen) =>
      isOpen(size) || size !== 7 ? [] : [{ kind: 'value', path: ['size'], message: 'is unlucky' }];
    expect(factsOf({ problemsOf }).problemsOf({ size: 7 })).toHaveLength(1);
    expect(factsOf({ problemsOf }).problemsOf({ size: '$input.size' })).toEqual([]);
    expect(own({ problemsOf }).config.safeParse({ size: 7 }).error?.issues).toMatchObject([
      { path: ['size'], message: 'is unlucky' },
    ]);
  });
});

test('a type of a project that has the name of a built-in one is its own', () => {
  const facts = directoryOf(createCatalogue([own({ type: 'delay' })])).factsOf('delay')!;
  expect(facts.summary).toBe('Own.');
});

test('two directories are joined, unless a name is in both', () => {
  const project = directoryOf(createCatalogue([], [own()]));
  const joined = joinFacts(builtInFacts(), project);
  expect(joined.names).toEqual([...builtInFacts().names, 'own']);
  expect(joined.factsOf('own')?.summary).toBe('Own.');
  expect(joined.factsOf('delay')).toBe(builtInFacts().factsOf('delay'));
  expect(() => joinFacts(joined, project)).toThrow('The step type "own" is defined twice');
});
