import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineAction, defineStep, type ActionHarness } from '../../../src/index.ts';
import { runActionOf } from './project.ts';

/** `work` takes until it is stopped, and then a moment to put things in order. */
function slowStep() {
  const seen: string[] = [];
  const work = defineStep({
    type: 'work',
    summary: 'Works until it is stopped.',
    needs: [],
    effect: 'none',
    config: z.strictObject({}),
    result: z.null(),
    example: {},
    run: (_, { signal, onRelease }) => {
      seen.push('started');
      onRelease(async () => {
        seen.push('released');
      });
      return new Promise<null>((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          seen.push('stopped');
          reject(signal.reason as Error);
        });
      });
    },
    stub: () => null,
  });
  return { work, seen };
}

const doing = (perform: (harness: ActionHarness) => unknown, changes: object = {}) =>
  defineAction({ name: 'act', description: 'Acts.', ...changes, run: ({ harness }) => perform(harness) });

const starting = (harness: ActionHarness) => {
  void harness.step('work').catch(() => {});
  return new Promise((resolve) => setTimeout(resolve, 5));
};

describe('what an action does not wait for', () => {
  it('is stopped, waited for and released before the action ends', async () => {
    const { work, seen } = slowStep();
    const { report, events } = await runActionOf(
      doing(async (harness) => {
        await starting(harness);
        return 'settled';
      }),
      {},
      {},
      { steps: [work] },
    );
    expect(report).toMatchObject({ success: true, output: 'settled' });
    expect(seen).toEqual(['started', 'stopped', 'released']);
    const ends = events.flatMap((event) =>
      event.event === 'step-end' ? [`${event.path.length} ${event.status}`] : [],
    );
    expect(ends).toEqual(['3 failed', '1 done']);
  });

  it('is so too when the action fails', async () => {
    const { work, seen } = slowStep();
    const failing = doing(async (harness) => {
      await starting(harness);
      throw new Error('changed my mind');
    });
    const { output } = await runActionOf(failing, {}, {}, { steps: [work] });
    expect(output).toBe('Step 1 (action:act) failed: changed my mind');
    expect(seen).toEqual(['started', 'stopped', 'released']);
  });

  it('may be a flow, whose cleaning up is waited for', async () => {
    const { work, seen } = slowStep();
    const note = defineStep({
      type: 'note',
      summary: 'Notes.',
      needs: [],
      effect: 'none',
      config: z.strictObject({}),
      result: z.null(),
      example: {},
      run: async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        seen.push('cleaned');
        return null;
      },
      stub: () => null,
    });
    const flows = [
      { slug: 'long', name: 'Long', steps: [{ type: 'work', config: {} }], finally: [{ type: 'note', config: {} }] },
    ];
    const action = doing(async (harness) => {
      void harness.run('long').catch(() => {});
      while (seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    });
    await runActionOf(action, {}, {}, { flows, steps: [work, note] });
    expect(seen).toEqual(['started', 'stopped', 'cleaned', 'released']);
  });

  it('cannot be started once the action has ended', async () => {
    const late = Promise.withResolvers<unknown>();
    const action = doing((harness) => {
      setTimeout(() => late.resolve(harness.step('log', { message: 'late' }).catch((error: unknown) => error)), 5);
    });
    await runActionOf(action);
    await expect(late.promise).resolves.toMatchObject({ code: 'SCOPE_ENDED' });
  });
});

describe('an action that is stopped', () => {
  it('has everything that it started stopped and waited for', async () => {
    const { work, seen } = slowStep();
    const stop = new AbortController();
    const action = doing(async (harness) => {
      setTimeout(() => stop.abort(), 5);
      await harness.step('work');
    });
    const { report } = await runActionOf(action, {}, { signal: stop.signal }, { steps: [work] });
    expect(report).toMatchObject({ success: false, code: 'CANCELLED' });
    expect(seen).toEqual(['started', 'stopped', 'released']);
  });

  it('hears of it by its signal, also at its time limit', async () => {
    let reason: unknown;
    const action = doing(
      (harness) =>
        new Promise((_, reject) => {
          harness.signal.addEventListener('abort', () => {
            reason = harness.signal.reason;
            reject(harness.signal.reason as Error);
          });
        }),
      { timeoutMs: 10 },
    );
    const { report } = await runActionOf(action);
    expect(report).toMatchObject({ code: 'STEP_TIMEOUT' });
    expect(reason).toMatchObject({ code: 'STEP_TIMEOUT' });
  });

  it('is left behind when it is deaf to its signal', async () => {
    const { report } = await runActionOf(doing(() => new Promise(() => {}), { timeoutMs: 10 }));
    expect(report).toMatchObject({ code: 'STEP_TIMEOUT', error: 'Step 1 (action:act) failed: stopped after 10 ms' });
  });
});
