import * as v from 'valibot';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { z as z3 } from 'zod3';
import {
  defineAction,
  type ActionHarness,
  type ActionInput,
  type ActionOutput,
  type Json,
} from '../../../src/index.ts';

const meta = { name: 'a', description: 'A.' };

describe('the types of an action', () => {
  it('are those of its schemas: what it takes, what it gets, what it returns, what it gives', () => {
    const action = defineAction({
      ...meta,
      input: v.object({ n: v.pipe(v.string(), v.transform(Number)), tag: v.optional(v.string(), 'x') }),
      output: v.object({ at: v.pipe(v.string(), v.transform(Number)) }),
      run: ({ input }) => {
        expectTypeOf(input).toEqualTypeOf<{ n: number; tag: string }>();
        return { at: '1' };
      },
    });
    expect(action.type).toBe('action:a');
    expectTypeOf<ActionInput<typeof action>>().toEqualTypeOf<{ n: string; tag?: string | undefined }>();
    expectTypeOf<ActionOutput<typeof action>>().toEqualTypeOf<{ at: number }>();
  });

  it('are the same with zod 3 and zod 4', () => {
    const three = defineAction({
      ...meta,
      input: z3.object({ n: z3.string().transform(Number) }),
      run: ({ input }) => {
        expectTypeOf(input).toEqualTypeOf<{ n: number }>();
      },
    });
    const four = defineAction({
      ...meta,
      input: z.object({ n: z.string().transform(Number) }),
      output: z.object({ ok: z.boolean() }),
      run: ({ input }) => {
        expectTypeOf(input).toEqualTypeOf<{ n: number }>();
        return { ok: true };
      },
    });
    expect([three.type, four.type]).toEqual(['action:a', 'action:a']);
    expectTypeOf<ActionInput<typeof three>>().toEqualTypeOf<{ n: string }>();
    expectTypeOf<ActionOutput<typeof three>>().toBeUnknown();
    expectTypeOf<ActionOutput<typeof four>>().toEqualTypeOf<{ ok: boolean }>();
  });

  it('have no input where no schema is declared', () => {
    const action = defineAction({
      ...meta,
      run: (context) => {
        expectTypeOf<keyof typeof context>().toEqualTypeOf<'harness' | 'log'>();
        // @ts-expect-error there is none
        return context.input as unknown;
      },
    });
    expect(action.input).toBeUndefined();
    expectTypeOf<ActionInput<typeof action>>().toBeUndefined();
  });

  it('take no input that is no object', () => {
    const never = () => {
      // @ts-expect-error a text
      defineAction({ ...meta, input: v.string(), run: () => 1 });
      // @ts-expect-error a text of zod 4
      defineAction({ ...meta, input: z.string(), run: () => 1 });
      // @ts-expect-error no schema
      defineAction({ ...meta, input: { type: 'object' }, run: () => 1 });
    };
    expect(never).toBeTypeOf('function');
  });

  it('take no output that may be undefined', () => {
    const emptied = v.pipe(
      v.string(),
      v.transform(() => undefined),
    );
    const never = () => {
      // @ts-expect-error optional
      defineAction({ ...meta, output: v.optional(v.string()), run: () => 'x' });
      // @ts-expect-error undefined
      defineAction({ ...meta, output: v.undefined(), run: () => undefined });
      // @ts-expect-error transformed into nothing
      defineAction({ ...meta, output: emptied, run: () => 'x' });
      // @ts-expect-error optional, zod 3
      defineAction({ ...meta, output: z3.string().optional(), run: () => 'x' });
      // @ts-expect-error optional, zod 4
      defineAction({ ...meta, output: z.string().optional(), run: () => 'x' });
      defineAction({ ...meta, output: v.optional(v.string(), 'never nothing'), run: () => undefined });
      defineAction({ ...meta, output: v.nullable(v.string()), run: () => null });
    };
    expect(never).toBeTypeOf('function');
  });

  it('hold what is returned, and the stub, to the output schema', () => {
    const never = () => {
      // @ts-expect-error another type
      defineAction({ ...meta, output: v.object({ n: v.number() }), run: () => ({ n: 'x' }) });
      // @ts-expect-error another type
      defineAction({ ...meta, output: v.object({ n: v.number() }), run: () => ({ n: 1 }), stub: () => ({ n: 'x' }) });
      defineAction({
        ...meta,
        output: v.object({ n: v.number() }),
        run: async () => ({ n: 1 }),
        stub: () => ({ n: 2 }),
      });
    };
    expect(never).toBeTypeOf('function');
  });

  it('reach those who run it', () => {
    const double = defineAction({
      ...meta,
      input: v.object({ n: v.number() }),
      output: v.object({ n: v.number() }),
      run: ({ input }) => ({ n: input.n * 2 }),
    });
    const lenient = defineAction({ ...meta, input: v.object({ n: v.optional(v.number()) }), run: () => 1 });
    const plain = defineAction({ ...meta, run: () => 1 });
    const use = async (harness: ActionHarness) => {
      expectTypeOf(await harness.run(double, { n: 1 })).toEqualTypeOf<{ n: number }>();
      expectTypeOf(await harness.run(plain)).toBeUnknown();
      expectTypeOf(await harness.run(lenient)).toBeUnknown();
      expectTypeOf(await harness.run('a-flow', { n: 1 })).toEqualTypeOf<Json>();
      expectTypeOf(await harness.step('delay', { ms: 1 })).toEqualTypeOf<Json>();
      expectTypeOf(await harness.generate('?')).toBeString();
      expectTypeOf(await harness.generate('?', { model: 'm' })).toBeString();
      const schema = z3.object({ n: z3.string().transform(Number) });
      expectTypeOf(await harness.generate('?', { schema })).toEqualTypeOf<{ n: number }>();
      // @ts-expect-error misspelt
      await harness.run(double, { m: 1 });
      // @ts-expect-error left out
      await harness.run(double);
    };
    expect(use).toBeTypeOf('function');
  });
});
