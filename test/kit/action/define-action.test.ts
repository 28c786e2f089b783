import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { z as z3 } from 'zod3';
import { actionSteps, defineAction, isAction } from '../../../src/index.ts';

const MINIMAL = { name: 'greet', description: 'Says hello.', run: () => 'hello' };

/** Definitions as someone writes them whose editor checks nothing. */
const define = (changes: object | undefined) =>
  defineAction(changes === undefined ? (undefined as never) : { ...MINIMAL, ...changes });

describe('a definition', () => {
  it.each([undefined, null, 'text', 7])('that is %j is no action', (options) => {
    expect(() => defineAction(options as never)).toThrow('defineAction() needs an object');
  });

  it.each([['name'], ['description']])('needs a %s that says something', (key) => {
    for (const value of ['', ' \n', undefined, 5]) {
      expect(() => define({ [key]: value })).toThrow(`defineAction({ ${key} }) must be a text that is not empty`);
    }
  });

  it('keeps the name as it is written', () => {
    expect(define({ name: ' Greet someone ' }).name).toBe(' Greet someone ');
  });

  it.each([
    ['Refund Order', 'action:refund-order'],
    ['refund_order', 'action:refund_order'],
    ['Émile & Söhne!', 'action:emile-sohne'],
    [' pad ', 'action:pad'],
    [`${'x'.repeat(63)} y`, `action:${'x'.repeat(63)}`],
  ])('named %j is the step type %s', (name, type) => {
    expect(define({ name }).type).toBe(type);
  });

  it('needs a name of which a slug can be made', () => {
    expect(() => define({ name: '日本' })).toThrow(/must have a letter from a to z or a digit/);
  });

  it.each([['input'], ['output']])('takes no %s that is not a schema', (key) => {
    for (const value of [{}, 'text', { type: 'object' }, () => v.object({}), { '~standard': { version: 1 } }]) {
      expect(() => define({ [key]: value })).toThrow(`defineAction({ ${key} }) must be a schema`);
    }
  });

  it('takes no schema of a library that makes no JSON Schema', () => {
    const standard = { version: 1, vendor: 'other', validate: (value: unknown) => ({ value }) };
    expect(() => define({ input: { '~standard': standard } })).toThrow('must be a schema of Valibot, zod 4 or zod 3');
  });

  it.each<[string, unknown]>([
    ['a text of Valibot', v.string()],
    ['a choice of objects of Valibot', v.union([v.object({}), v.object({ a: v.string() })])],
    ['a record of Valibot', v.record(v.string(), v.string())],
    ['a list of zod 3', z3.array(z3.string())],
    ['a choice of objects of zod 3', z3.union([z3.object({}), z3.object({ a: z3.string() })])],
    ['a text of zod 4', z.string()],
    ['a choice of objects of zod 4', z.union([z.object({}), z.object({ a: z.string() })])],
    ['an optional object of zod 4', z.object({}).optional()],
  ])('takes no input that is %s', (_, input) => {
    expect(() => define({ input })).toThrow('must be the schema of an object');
  });

  it.each<[string, unknown]>([
    ['an object of Valibot', v.object({ a: v.string() })],
    ['a strict object of Valibot', v.strictObject({})],
    ['a loose object of Valibot', v.looseObject({})],
    ['an object with rest of Valibot', v.objectWithRest({}, v.string())],
    [
      'a checked object of Valibot',
      v.pipe(
        v.object({ a: v.string() }),
        v.check(() => true),
      ),
    ],
    ['an asynchronous object of Valibot', v.objectAsync({ a: v.string() })],
    ['an object of zod 3', z3.object({}).strict()],
    [
      'a refined and transformed object of zod 3',
      z3
        .object({})
        .refine(() => true)
        .transform(() => 1)
        .brand('x')
        .readonly(),
    ],
    ['an object of zod 4', z.object({ a: z.string() })],
    [
      'a refined, transformed object of zod 4',
      z
        .strictObject({})
        .refine(() => true)
        .transform(() => 1)
        .readonly(),
    ],
  ])('takes an input that is %s', (_, input) => {
    expect(define({ input }).input).toBe(input);
  });

  it.each([['run'], ['stub']])('needs a %s that can be called', (key) => {
    expect(() => define({ [key]: 'hello' })).toThrow(`defineAction({ ${key} }) must be a function`);
  });

  it.each<[string, object]>([
    ['effect', { effect: 'delete' }],
    ['timeoutMs', { timeoutMs: 0 }],
    ['timeoutMs', { timeoutMs: 600_001 }],
    ['timeoutMs', { timeoutMs: 1.5 }],
  ])('takes no other %s', (key, changes) => {
    expect(() => define(changes)).toThrow(`defineAction({ ${key} }) must be`);
  });

  it('says what is wrong with a code that stays', () => {
    expect(() => define({ name: '' })).toThrow(expect.objectContaining({ code: 'ACTION_INVALID' }));
  });
});

describe('an action', () => {
  it('is frozen, its schemas are not', () => {
    const input = v.object({});
    const action = define({ input });
    expect(Object.isFrozen(action)).toBe(true);
    expect(() => {
      (action as { name: string }).name = 'other';
    }).toThrow(TypeError);
    expect(Object.isFrozen(input)).toBe(false);
  });

  it('holds what was defined and nothing derived from it', () => {
    expect(Object.keys(define({ input: v.object({}) })).sort()).toEqual(
      ['description', 'effect', 'input', 'name', 'output', 'run', 'stub', 'timeoutMs', 'type'].sort(),
    );
  });

  it('is known by itself: a copy is none', () => {
    const action = define({});
    expect(isAction(action)).toBe(true);
    for (const forged of [{ ...action }, Object.freeze({ ...action }), Object.create(action), null, 'greet']) {
      expect(isAction(forged)).toBe(false);
      expect(() => actionSteps([forged])).toThrow('actions.0: must be an action made by defineAction()');
    }
  });

  it('is known to every copy of this package', async () => {
    const copy = new URL('../../../src/kit/action/brand.ts?copy', import.meta.url).href;
    const another = (await import(copy)) as { isAction: typeof isAction };
    expect(another.isAction).not.toBe(isAction);
    expect(another.isAction(define({}))).toBe(true);
  });

  it('writes unless it says otherwise, and may take two minutes', () => {
    expect(define({})).toMatchObject({ effect: 'write', timeoutMs: 120_000 });
    expect(define({ effect: 'none', timeoutMs: 5 })).toMatchObject({ effect: 'none', timeoutMs: 5 });
  });
});
