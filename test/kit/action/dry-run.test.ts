import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { defineAction } from '../../../src/index.ts';
import { runActionOf } from './project.ts';

const output = v.object({ order: v.string(), total: v.pipe(v.number(), v.minValue(5)), tags: v.array(v.string()) });

describe('a dry run of an action', () => {
  it('runs no code, and gives an example that the output schema allows', async () => {
    const run = vi.fn<() => v.InferInput<typeof output>>();
    const action = defineAction({ name: 'pay', description: 'Pays.', output, run });
    const { report } = await runActionOf(action, {}, { stubs: 'all' });
    expect(report).toMatchObject({ success: true, output: { order: 'order', total: 5, tags: ['tags'] } });
    expect(run).not.toHaveBeenCalled();
  });

  it('gives what the action says for it, checked like its output', async () => {
    const action = defineAction({
      name: 'pay',
      description: 'Pays.',
      input: v.object({ order: v.pipe(v.string(), v.toUpperCase()) }),
      output: v.object({ order: v.string(), n: v.pipe(v.string(), v.transform(Number)) }),
      run: () => ({ order: '', n: '' }),
      stub: ({ input }) => ({ order: input.order, n: '7', more: 1 }),
    });
    await expect(runActionOf(action, { order: 'a1' }, { stubs: 'all' })).resolves.toMatchObject({
      output: { order: 'A1', n: 7 },
    });
    const wrong = defineAction({
      name: 'pay',
      description: 'Pays.',
      output,
      run: () => null as never,
      stub: () => ({}) as never,
    });
    await expect(runActionOf(wrong, {}, { stubs: 'all' })).resolves.toMatchObject({
      report: { code: 'ACTION_OUTPUT_INVALID' },
    });
  });

  it('checks the input all the same', async () => {
    const input = z.object({ n: z.number() }).refine(({ n }) => n > 3, { error: 'is too small', path: ['n'] });
    const action = defineAction({ name: 'pay', description: 'Pays.', input, run: () => 1 });
    await expect(runActionOf(action, { n: 1 }, { stubs: 'all' })).resolves.toMatchObject({
      report: { code: 'ACTION_INPUT_INVALID', error: expect.stringContaining('n: is too small') as string },
    });
  });

  it('gives an example also where a check in code cannot be met by one, and nothing where no schema says what', async () => {
    const picky = z.object({ code: z.string().refine((code) => code === 'x9') });
    const action = defineAction({ name: 'pay', description: 'Pays.', output: picky, run: () => ({ code: 'x9' }) });
    await expect(runActionOf(action, {}, { stubs: 'all' })).resolves.toMatchObject({ output: { code: 'code' } });
    await expect(
      runActionOf(defineAction({ name: 'pay', description: 'Pays.', run: () => 1 }), {}, { stubs: 'all' }),
    ).resolves.toMatchObject({ output: null });
  });

  it('runs code that has no effects of its own, whose steps answer with their stubs', async () => {
    const action = defineAction({
      name: 'pay',
      description: 'Pays.',
      effect: 'none',
      run: async ({ harness }) => [
        await harness.step('directus_write', { collection: 'orders', item: { total: 4 } }),
        await harness.generate('How many?', { schema: v.object({ n: v.number() }) }),
      ],
    });
    const { output: made } = await runActionOf(action, {}, { stubs: 'all' });
    expect(made).toEqual([expect.objectContaining({ total: 4 }), { n: 0 }]);
  });

  it('is done for one action alone, by the name of its step type', async () => {
    const action = defineAction({ name: 'pay', description: 'Pays.', run: () => 'paid', stub: () => 'pretended' });
    await expect(runActionOf(action, {}, { stubs: ['action:pay'] })).resolves.toMatchObject({ output: 'pretended' });
    await expect(runActionOf(action, {}, { stubs: ['model'] })).resolves.toMatchObject({ output: 'paid' });
  });
});
