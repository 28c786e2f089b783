import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineStep, expression, namedStepLists, stepList, type StepDefinition } from '../src/step.ts';
import { stepContext } from './fakes/ports.ts';

type Definition = StepDefinition<z.ZodType<{ ms?: number | undefined }>, z.ZodType<number>, never>;

function define(changes: Partial<Definition> = {}) {
  return defineStep({
    type: 'count',
    summary: 'Count.',
    needs: [],
    effect: 'none',
    config: z.strictObject({ ms: z.int().optional() }),
    result: z.number(),
    example: { ms: 1 },
    run: ({ ms }) => ms ?? 0,
    stub: () => 0,
    ...changes,
  });
}

describe('defineStep', () => {
  it('fills in what most step types leave out', () => {
    expect(define()).toMatchObject({
      dialect: 1,
      absence: {},
      taint: {},
      timeout: { defaultMs: 120_000, maxMs: 120_000 },
      session: undefined,
      rawSettings: {},
    });
    expect(define({ timeout: null }).timeout).toBeNull();
    expect(define().resultType({})).toBeUndefined();
  });

  it('makes a value that nobody changes', () => {
    expect(Object.isFrozen(define())).toBe(true);
  });

  it('turns what an executor throws into a rejection', async () => {
    const failing = define({
      run: () => {
        throw new Error('no');
      },
    });
    await expect(failing.run({}, stepContext())).rejects.toThrow('no');
    await expect(define().run({ ms: 3 }, stepContext())).resolves.toBe(3);
  });

  it('knows an effect that depends on the settings', () => {
    const stepType = define({ effect: ({ ms }) => (ms === 0 ? 'none' : 'write') });
    expect(stepType.effectOf({ ms: 0 })).toBe('none');
    expect(stepType.effectOf({ ms: 1 })).toBe('write');
    expect(define().effectOf({ ms: 1 })).toBe('none');
  });

  it.each([['Big'], ['1st'], [''], ['a b'], ['a.b']])('refuses the name %j', (type) => {
    expect(() => define({ type })).toThrow('cannot be the name of a step type');
  });

  it.each([['a'], ['wait-for'], ['http_request'], ['action:send-mail']])('takes the name %j', (type) => {
    expect(define({ type }).type).toBe(type);
  });

  it('finds the settings that hold steps and expressions, also optional ones', () => {
    const config = z.strictObject({
      if: expression().describe('When.'),
      body: stepList().default([]).describe('What.'),
      other: stepList().optional(),
      branches: namedStepLists().nullable(),
      text: z.string(),
    });
    expect(defineStep({ ...baseOf(config), config }).rawSettings).toEqual({
      if: 'expression',
      body: 'steps',
      other: 'steps',
      branches: 'named-steps',
    });
  });

  it('finds them although the settings are checked together', () => {
    const config = z.strictObject({ if: expression(), a: z.string() }).refine(({ a }) => a !== '', 'no');
    expect(defineStep({ ...baseOf(config), config }).rawSettings).toEqual({ if: 'expression' });
  });
});

describe('settings that hold steps and expressions', () => {
  it('hand over the very list that stands in the document', () => {
    const steps = [{ type: 'log' }];
    expect(stepList().parse(steps)).toBe(steps);
    expect(namedStepLists().parse({ a: steps }).a).toBe(steps);
  });

  it('refuse everything else', () => {
    expect(stepList().safeParse({}).success).toBe(false);
    expect(namedStepLists().safeParse([]).success).toBe(false);
    expect(namedStepLists().safeParse({ a: {} }).success).toBe(false);
    expect(expression().safeParse('').success).toBe(false);
    expect(expression().safeParse(5).success).toBe(false);
  });

  it('read a plain true or false as an expression', () => {
    expect(expression().parse(true)).toBe('true');
    expect(expression().parse('size(x) > 1')).toBe('size(x) > 1');
  });
});

function baseOf<Config extends z.ZodType>(_config: Config) {
  return {
    type: 'branchy',
    summary: 'Branch.',
    needs: [],
    effect: 'none' as const,
    result: z.null(),
    example: {} as z.input<Config>,
    run: () => null,
    stub: () => null,
  };
}
