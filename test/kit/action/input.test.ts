import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { z as z3 } from 'zod3';
import { defineAction, type ActionDefinition } from '../../../src/index.ts';
import { runAction } from '../../../src/kit/action/run-action.ts';
import { callContext, runActionOf } from './project.ts';

const call = (action: object, input: unknown) => runAction(action as ActionDefinition, input, callContext());

function seeing(input: v.GenericSchema<Record<string, unknown>> | object) {
  const run = vi.fn<(context: { input: unknown }) => unknown>(({ input: seen }) => seen);
  const action = defineAction({ name: 'see', description: 'Sees.', input: input as never, run });
  return { action, run };
}

const TWO_FIELDS = {
  Valibot: v.object({ a: v.string(), b: v.object({ c: v.number() }) }),
  'zod 3': z3.object({ a: z3.string(), b: z3.object({ c: z3.number() }) }),
  'zod 4': z.object({ a: z.string(), b: z.object({ c: z.number() }) }),
};

describe('the input of an action', () => {
  it.each(Object.entries(TWO_FIELDS))(
    'is checked before the action runs, every issue with its path: %s',
    async (_, schema) => {
      const { action, run } = seeing(schema);
      const failure: unknown = await call(action, { a: 1, b: { c: 'x' } }).catch((error: unknown) => error);
      expect(run).not.toHaveBeenCalled();
      expect(failure).toMatchObject({
        name: 'ActionInputValidationError',
        type: 'action_input_validation',
        code: 'ACTION_INPUT_INVALID',
        isRetryable: false,
        isOutcomeUnknown: false,
        meta: { action: 'see', issues: [{ path: ['a'] }, { path: ['b', 'c'] }] },
      });
      expect(String(failure)).toMatch(/The input of the action "see" is not valid: a: .*; b\.c: /);
    },
  );

  it.each(Object.entries(TWO_FIELDS))(
    'has an issue without a path where it is wrong as a whole: %s',
    async (_, schema) => {
      for (const value of [null, 'text', [], [1]]) {
        await expect(call(seeing(schema).action, value)).rejects.toMatchObject({
          meta: { issues: [{ message: 'must be an object' }] },
        });
      }
    },
  );

  it.each([
    ['Valibot', v.object({ n: v.optional(v.pipe(v.string(), v.transform(Number)), '4') }), v.strictObject({})],
    ['zod 3', z3.object({ n: z3.string().default('4').transform(Number) }), z3.object({}).strict()],
    ['zod 4', z.object({ n: z.string().default('4').transform(Number) }), z.strictObject({})],
  ])('is what the schema makes of it, without keys that it drops: %s', async (_, schema, strict) => {
    await expect(call(seeing(schema).action, { other: 1 })).resolves.toEqual({ n: 4 });
    await expect(call(seeing(strict).action, { other: 1 })).rejects.toMatchObject({ type: 'action_input_validation' });
  });

  it('may be left out where nothing in it is required', async () => {
    await expect(call(seeing(v.object({ n: v.optional(v.number()) })).action, undefined)).resolves.toEqual({});
    await expect(call(seeing(v.object({ n: v.number() })).action, undefined)).rejects.toThrow('n: is missing');
  });

  it('is refused by an action that takes none, which then gets no such key', async () => {
    const run = vi.fn<(context: object) => unknown>((context) => Object.keys(context).sort());
    const action = defineAction({ name: 'plain', description: 'Takes nothing.', run });
    await expect(call(action, { a: 1 })).rejects.toThrow('a: is unknown: the action takes no input');
    expect(run).not.toHaveBeenCalled();
    await expect(call(action, {})).resolves.toEqual(['harness', 'log']);
    await expect(call(seeing(v.object({})).action, {})).resolves.toEqual({});
  });

  it('is really checked by a schema with asynchronous parts', async () => {
    const { action, run } = seeing(
      v.objectAsync({
        s: v.pipeAsync(
          v.string(),
          v.checkAsync(async (s) => s !== 'no', 'is taken'),
        ),
      }),
    );
    await expect(call(action, { s: 5 })).rejects.toMatchObject({ meta: { issues: [{ path: ['s'] }] } });
    await expect(call(action, { s: 'no' })).rejects.toMatchObject({ type: 'action_input_validation' });
    expect(run).not.toHaveBeenCalled();
    await expect(call(action, { s: 'yes' })).resolves.toEqual({ s: 'yes' });
    await expect(runActionOf(action, { s: 'no' })).resolves.toMatchObject({ report: { code: 'ACTION_INPUT_INVALID' } });
  });

  it('has no list where an object belongs, not even an inner one whose keys are all optional', async () => {
    const { action } = seeing(
      v.object({ o: v.optional(v.object({ a: v.optional(v.string()) })), l: v.optional(v.array(v.looseObject({}))) }),
    );
    await expect(call(action, { o: [1, 2] })).rejects.toThrow('o: must be an object, not a list');
    await expect(call(action, { l: [{}, []] })).rejects.toThrow('l.1: must be an object, not a list');
    await expect(call(action, { o: {}, l: [{}] })).resolves.toEqual({ o: {}, l: [{}] });
  });

  it('shares nothing with what the caller holds', async () => {
    const given = { data: { list: [1] } };
    const action = defineAction({
      name: 'change',
      description: 'Changes what it gets.',
      input: v.object({ data: v.any() }),
      run: ({ input }) => {
        (input.data as { list: number[] }).list.push(2);
        return input.data as unknown;
      },
    });
    await expect(call(action, given)).resolves.toEqual({ list: [1, 2] });
    expect(given).toEqual({ data: { list: [1] } });
  });

  it('never shows in an error what was received', async () => {
    const schema = v.object({ key: v.pipe(v.string(), v.uuid()), pin: v.picklist(['a', 'b']) });
    const given = { key: 'sk-live-123', pin: 'hunter2' };
    const failure = await call(seeing(schema).action, given).catch((error: Error) => error);
    expect(JSON.stringify([failure, (failure as Error).message])).not.toMatch(/sk-live|hunter2/);
    const { report, events } = await runActionOf(seeing(schema).action, given);
    expect(JSON.stringify([report, events.slice(1)])).not.toMatch(/sk-live|hunter2/);
  });

  it('must be JSON', async () => {
    const { action } = seeing(v.looseObject({}));
    await expect(call(action, { when: new Date(0) })).rejects.toThrow('it.when must be a plain object, not a Date');
  });
});
