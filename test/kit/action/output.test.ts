import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { z as z3 } from 'zod3';
import { defineAction, type ActionDefinition } from '../../../src/index.ts';
import { runAction } from '../../../src/kit/action/run-action.ts';
import { callContext, runActionOf } from './project.ts';

const returning = (value: unknown, output?: unknown) =>
  defineAction({ name: 'give', description: 'Gives.', output: output as undefined, run: () => value });

const call = (action: object) => runAction(action as ActionDefinition, undefined, callContext());

describe('the output of an action', () => {
  it.each([
    ['Valibot', v.object({ n: v.pipe(v.string(), v.transform(Number)) })],
    ['zod 3', z3.object({ n: z3.string().transform(Number) })],
    ['zod 4', z.object({ n: z.string().transform(Number) })],
  ])('is what its schema makes of it: %s', async (_, schema) => {
    await expect(call(returning({ n: '3', secret: 2 }, schema))).resolves.toEqual({ n: 3 });
    await expect(call(returning({ n: 3 }, schema))).rejects.toMatchObject({
      name: 'ActionOutputValidationError',
      type: 'action_output_validation',
      code: 'ACTION_OUTPUT_INVALID',
      isOutcomeUnknown: true,
      meta: { action: 'give', issues: [{ path: ['n'] }] },
    });
  });

  it('is checked by asynchronous schemas, and takes no list for an object', async () => {
    const asynchronous = v.objectAsync({ s: v.string() });
    await expect(call(returning({ s: 5 }, asynchronous))).rejects.toMatchObject({ type: 'action_output_validation' });
    await expect(call(returning([1], v.object({ a: v.optional(v.string()) })))).rejects.toThrow('must be an object');
  });

  it('may be any JSON or nothing where no schema says', async () => {
    for (const value of [null, true, 1, 'text', [1, [2]], { a: { b: 1 } }]) {
      await expect(call(returning(value))).resolves.toEqual(value);
    }
    await expect(call(returning(undefined))).resolves.toBeNull();
  });

  const cycle: Record<string, unknown> = {};
  cycle['o'] = { back: cycle };

  it.each<[string, unknown, string]>([
    ['not a number', { a: [1, NaN] }, 'output.a[1] must be a finite number'],
    ['infinite', [Infinity], 'output[0] must be a finite number'],
    ['a bigint', { a: 1n }, 'output.a must not be a bigint'],
    ['a function', { a: () => 1 }, 'output.a must not be a function'],
    ['a symbol', { a: Symbol('s') }, 'output.a must not be a symbol'],
    ['a date', { a: new Date(0) }, 'output.a must be a plain object, not a Date'],
    ['a map', new Map(), 'output must be a plain object, not a Map'],
    ['an instance', { a: new URL('https://example.com') }, 'output.a must be a plain object, not a URL'],
    ['itself again', cycle, 'output.o.back must not contain itself'],
    ['a hole in a list', { a: [1, undefined] }, 'output.a[1] must not be undefined'],
    ['too deep', JSON.parse('['.repeat(300) + ']'.repeat(300)), 'is nested more than 200 deep'],
  ])('must not hold what JSON cannot: %s', async (_, value, cause) => {
    await expect(call(returning(value))).rejects.toMatchObject({
      name: 'ActionOutputSerializationError',
      type: 'action_output_serialization',
      code: 'ACTION_OUTPUT_NOT_JSON',
      isOutcomeUnknown: true,
      meta: { action: 'give' },
      cause: { message: expect.stringContaining(cause) as string },
    });
  });

  it('must be JSON also where a schema lets something else pass', async () => {
    const dated = v.object({ at: v.date() });
    await expect(call(returning({ at: new Date(0) }, dated))).rejects.toMatchObject({
      type: 'action_output_serialization',
    });
    await expect(call(returning(undefined, v.optional(v.string())))).rejects.toMatchObject({
      type: 'action_output_serialization',
      cause: { message: 'output must not be undefined' },
    });
  });

  it('is written as JSON.stringify writes it', async () => {
    const twice = { x: 1 };
    const bare = Object.assign(Object.create(null) as object, { a: 1 });
    await expect(
      call(returning({ none: undefined, [Symbol('s')]: 1, a: twice, b: twice, zero: -0, bare })),
    ).resolves.toEqual({ a: { x: 1 }, b: { x: 1 }, zero: 0, bare: { a: 1 } });
    const own = (await call(returning(JSON.parse('{"__proto__": {"a": 1}}')))) as object;
    expect(JSON.stringify(own)).toBe('{"__proto__":{"a":1}}');
  });

  it('shares nothing with what was returned', async () => {
    const source = { list: [1] };
    const output = await call(returning(source));
    source.list.push(2);
    expect(output).toEqual({ list: [1] });
  });

  it('is that of the run', async () => {
    await expect(runActionOf(returning({ n: '3' }, v.object({ n: v.string() })))).resolves.toMatchObject({
      output: { n: '3' },
    });
  });
});

describe('what an action throws', () => {
  it('reaches its caller as it is, and a report with its cause', async () => {
    const mistake = new TypeError('no such field');
    const failing = defineAction({
      name: 'fail',
      description: 'Fails.',
      run: () => {
        throw mistake;
      },
    });
    await expect(call(failing)).rejects.toBe(mistake);
    await expect(runActionOf(failing)).resolves.toMatchObject({
      report: {
        success: false,
        error: 'Step 1 (action:fail) failed: no such field',
        code: 'ACTION_FAILED',
        failedStep: 0,
      },
    });
  });
});
