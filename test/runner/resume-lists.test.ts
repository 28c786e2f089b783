import { describe, expect, test } from 'vitest';
import { createCatalogue, type RunEvent } from '../../src/index.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { recordingPorts } from '../fakes/ports.ts';
import { outline } from './harness.ts';
import { journalProject } from './journal-project.ts';

const GATE = { type: 'gate', config: {} };

describe('a resumed run', () => {
  test('reads the results of a branch that had run, without running it again', async () => {
    const { runner, made, state } = journalProject({
      steps: [
        {
          type: 'condition',
          name: 'outer',
          if: 'true',
          then: [
            {
              type: 'condition',
              name: 'inner',
              if: 'false',
              else: [{ type: 'change', result_key: 'deep', config: { id: 1 } }],
            },
            { type: 'call', result_key: 'skipped', when: 'false', config: {} },
          ],
        },
        GATE,
        { type: 'call', result_key: 'after', config: { id: '$deep.id', skipped: '$skipped' } },
      ],
    });
    const first = await runner.run('test');
    state.isBroken = false;
    expect(await runner.resume(first.run_id)).toMatchObject({
      success: true,
      results: { deep: { id: 1 }, after: { id: 1, skipped: null } },
    });
    expect(made).toEqual([{ id: 1 }, 'gate', 'gate', { id: 1, skipped: null }]);
  });

  test('reads what on_error left, warns again and does not try the failed step again', async () => {
    const { runner, made, state } = journalProject({
      steps: [
        {
          type: 'fail',
          result_key: 'f',
          config: {},
          on_error: { steps: [{ type: 'change', result_key: 'fallback', config: { id: '$error.message' } }] },
        },
        GATE,
        { type: 'call', config: { id: '$fallback.id' } },
      ],
    });
    const first = await runner.run('test');
    state.isBroken = false;
    const events: RunEvent[] = [];
    expect(await runner.resume(first.run_id, { onEvent: (event) => events.push(event) })).toMatchObject({
      success: true,
      warnings: [{ path: [0], message: 'Step 1 (fail) failed: no luck' }],
    });
    expect(made).toEqual(['fail', { id: 'no luck' }, 'gate', 'gate', { id: 'no luck' }]);
    expect(outline(events).slice(0, 3)).toEqual(['flow-start', 'step-end 0 continued', 'step-end 0.on_error.0 done']);
  });

  test('goes on inside on_error where it had stopped', async () => {
    const { runner, made, state } = journalProject({
      steps: [{ type: 'fail', config: {}, on_error: { steps: [{ type: 'change', config: { id: 1 } }, GATE] } }],
    });
    const first = await runner.run('test');
    expect(first).toMatchObject({ success: false, failedPath: [0, 'on_error', 1] });
    state.isBroken = false;
    expect(await runner.resume(first.run_id)).toMatchObject({ success: true });
    expect(made).toEqual(['fail', { id: 1 }, 'gate', 'gate']);
  });

  test('looks at the world again while it waits', async () => {
    const { runner, state } = journalProject({
      steps: [
        {
          type: 'wait-for',
          name: 'w',
          until: 'job.n > 100',
          interval_ms: 10,
          timeout_ms: 60,
          steps: [{ type: 'count', result_key: 'job', config: {} }],
        },
      ],
    });
    const first = await runner.run('test');
    expect(first).toMatchObject({ success: false, code: 'WAIT_TIMEOUT' });
    state.count = 200;
    expect(await runner.resume(first.run_id)).toMatchObject({ success: true, results: { w: { polls: 1 } } });
  });

  test('takes a finished parallel step over and finishes the branches of one that was stopped', async () => {
    const branch = (id: number) => [{ type: 'change', result_key: 'r', config: { id } }];
    const { runner, made, state } = journalProject({
      steps: [
        { type: 'parallel', name: 'done', branches: { a: branch(1), b: branch(2) } },
        { type: 'parallel', name: 'p', concurrency: 1, branches: { a: branch(3), b: [GATE], c: branch(4) } },
      ],
    });
    const first = await runner.run('test');
    state.isBroken = false;
    expect(await runner.resume(first.run_id)).toMatchObject({
      success: true,
      results: { done: { a: { r: { id: 1 } }, b: { r: { id: 2 } } }, p: { a: { r: { id: 3 } }, c: { r: { id: 4 } } } },
    });
    expect(made.filter((call) => call !== 'gate')).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }]);
  });

  test("opens the run's own browser session again and goes to the page where it was", async () => {
    const page = { url: 'https://example.com/a', title: 'A', status: 200 };
    let opened = 0;
    const { ports, names } = recordingPorts({
      browser: {
        start: async () => ({ sessionId: `s${++opened}` }),
        navigate: async () => page,
        extract: async (sessionId) => ({ from: sessionId }),
      },
    });
    const { runner, state } = journalProject(
      {
        steps: [
          { type: 'stagehand', name: 'page', action: 'navigate', params: { url: page.url } },
          GATE,
          { type: 'stagehand', name: 'data', action: 'extract', params: { instruction: 'all' } },
        ],
      },
      { ports: { ...ports, clock: systemClock() } },
    );
    const first = await runner.run('test');
    state.isBroken = false;
    const open = ['browser.start', 'browser.navigate'];
    expect(await runner.resume(first.run_id)).toMatchObject({ success: true, results: { data: { from: 's2' } } });
    expect(names()).toEqual([...open, 'browser.closeSession', ...open, 'browser.extract', 'browser.closeSession']);
  });

  test('has an end in the journal, too, when the flow of the run cannot be loaded any more', async () => {
    const { runner, journal } = journalProject({ steps: [GATE] });
    const first = await runner.run('test');
    const withoutGate = journalProject({ steps: [] }, { journal, catalogue: createCatalogue([]) });
    expect(await withoutGate.runner.resume(first.run_id)).toMatchObject({ success: false, code: 'FLOW_INVALID' });
    expect(await journal.getRun(first.run_id)).toMatchObject({ status: 'error', errorCode: 'FLOW_INVALID' });
  });

  test('belongs to one of two that ask for it at the same time', async () => {
    const { runner, made, state } = journalProject({ steps: [GATE, { type: 'change', config: { id: 1 } }] });
    const first = await runner.run('test');
    state.isBroken = false;
    const both = await Promise.allSettled([runner.resume(first.run_id), runner.resume(first.run_id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(made).toEqual(['gate', 'gate', { id: 1 }]);
  });
});
