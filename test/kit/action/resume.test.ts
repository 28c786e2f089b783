import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineAction, defineStep, type ActionHarness, type Effect } from '../../../src/index.ts';
import { openTestJournal } from '../../runner/journal-project.ts';
import { recordingSteps } from '../../runner/harness.ts';
import { projectOf } from './project.ts';

/** A runner whose process can end at any time: what comes after is started by `again`. */
function project(perform: (harness: ActionHarness) => unknown, effect: Effect = 'write') {
  const journal = openTestJournal();
  const calls = recordingSteps();
  const state = { isBroken: true, runs: 0 };
  const gate = defineStep({
    type: 'gate',
    summary: 'Fails while it is broken.',
    needs: [],
    effect: 'read',
    config: z.strictObject({}),
    result: z.string(),
    example: {},
    run: () => {
      if (state.isBroken) throw new Error('broken');
      return 'open';
    },
    stub: () => '',
  });
  const action = defineAction({
    name: 'act',
    description: 'Acts.',
    effect,
    input: v.object({}),
    run: ({ harness }) => {
      state.runs++;
      return perform(harness);
    },
  });
  const cleaner = {
    slug: 'cleaner',
    name: 'Cleaner',
    steps: [
      { type: 'change', config: { id: 'in the flow' } },
      { type: 'gate', config: {} },
    ],
    finally: [{ type: 'change', config: { id: 'cleaned' } }],
  };
  const around = {
    slug: 'around',
    name: 'Around',
    steps: [
      { type: 'action:act', result_key: 'acted', config: {} },
      { type: 'gate', config: {} },
    ],
    output: '$acted',
  };
  const runner = projectOf({
    actions: [action],
    steps: [...calls.steps, gate],
    flows: [cleaner, around],
    setup: { journal },
  });
  return { runner, journal, state, made: calls.made };
}

describe('a run that is taken up again', () => {
  it('takes a finished action for finished', async () => {
    const { runner, state } = project(() => 'once');
    const first = await runner.run('around');
    expect(first).toMatchObject({ success: false, failedStep: 1 });
    state.isBroken = false;
    await expect(runner.resume(first.run_id)).resolves.toMatchObject({ success: true, output: 'once' });
    expect(state.runs).toBe(1);
  });

  it('asks a person about an action that was stopped in the middle, unless it says that it writes nothing', async () => {
    const stop = new AbortController();
    const hanging = (harness: ActionHarness) => {
      if (stop.signal.aborted) return 'done';
      setTimeout(() => stop.abort(), 5);
      return harness.step('hang');
    };
    const writing = project(hanging);
    const first = await writing.runner.run('act', {}, { signal: stop.signal });
    await expect(writing.runner.resume(first.run_id)).resolves.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    await expect(
      writing.runner.resume(first.run_id, { unknownOutcome: { decision: 'assume-done', result: 'seen to' } }),
    ).resolves.toMatchObject({ output: 'seen to' });
    expect(writing.state.runs).toBe(1);
  });

  it('runs an action again that only reads', async () => {
    const reading = project((harness) => harness.step('gate'), 'read');
    const first = await reading.runner.run('act');
    reading.state.isBroken = false;
    await expect(reading.runner.resume(first.run_id)).resolves.toMatchObject({ output: 'open' });
  });

  it('takes over the steps that an action has finished, in whatever order it asks for them', async () => {
    const order = { isTurned: false };
    const { runner, state, made } = project(async (harness) => {
      const ids = order.isTurned ? ['b', 'a', 'a'] : ['a', 'b', 'a'];
      for (const id of ids) await harness.step('change', { id });
      return harness.step('gate');
    }, 'none');
    const first = await runner.run('act');
    expect(first).toMatchObject({ success: false });
    expect(made).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'a' }]);
    state.isBroken = false;
    order.isTurned = true;
    await expect(runner.resume(first.run_id)).resolves.toMatchObject({ output: 'open' });
    expect(made).toHaveLength(3);
  });

  it('runs a step again that is called with something else than before', async () => {
    const { runner, state, made } = project(async (harness) => {
      await harness.step('change', { id: state.isBroken ? 1 : 2 });
      return harness.step('gate');
    }, 'none');
    const first = await runner.run('act');
    state.isBroken = false;
    await runner.resume(first.run_id);
    expect(made).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('asks about a write inside of an action whose outcome nobody knows', async () => {
    const stop = new AbortController();
    const { runner } = project((harness) => {
      setTimeout(() => stop.abort(), 5);
      return harness.step('hang', { write: true });
    }, 'none');
    const first = await runner.run('act', {}, { signal: stop.signal });
    await expect(runner.resume(first.run_id)).resolves.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      error: expect.stringContaining('Step 1.hang.1') as string,
    });
  });

  it('goes on inside of a flow that an action ran, and cleans up after it once more', async () => {
    const { runner, state, made } = project((harness) => harness.run('cleaner'), 'none');
    const first = await runner.run('act');
    expect(first).toMatchObject({ success: false });
    state.isBroken = false;
    await expect(runner.resume(first.run_id)).resolves.toMatchObject({ success: true });
    expect(made).toEqual([{ id: 'in the flow' }, { id: 'cleaned' }, { id: 'cleaned' }]);
  });

  it('keeps nothing secret in the names of the calls', async () => {
    const { runner, journal } = project((harness) => harness.step('change', { id: 'hunter2-long' }), 'none');
    const first = await runner.run('act');
    const paths = (await journal.listSteps(first.run_id)).map(({ path }) => path);
    expect(paths).toContainEqual(expect.stringMatching(/^\[0,"change@[0-9a-f]{8}",0\]$/));
  });
});
