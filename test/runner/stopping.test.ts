import { expect, test } from 'vitest';
import { z } from 'zod';
import { builtInSteps, createCatalogue, defineStep } from '../../src/index.ts';
import { outline, runFlowOf } from './harness.ts';

const FINALLY = { finally: [{ type: 'call', config: { id: 'finally' } }] };
const HANG = { type: 'hang', result_key: 'h', config: {} };

function countFinally(made: unknown[]): number {
  return made.filter((call) => JSON.stringify(call) === '{"id":"finally"}').length;
}

test('runs finally exactly once after success, failure, step timeout, flow timeout and abort', async () => {
  const aborted = new AbortController();
  setTimeout(() => aborted.abort(), 30);
  const cases = await Promise.all([
    runFlowOf({ steps: [{ type: 'call', config: {} }], ...FINALLY }),
    runFlowOf({ steps: [{ type: 'fail', config: {} }], ...FINALLY }),
    runFlowOf({ steps: [{ ...HANG, timeout_ms: 20 }], ...FINALLY }),
    runFlowOf({ steps: [HANG], timeout_ms: 20, ...FINALLY }),
    runFlowOf({ steps: [HANG], ...FINALLY }, {}, { signal: aborted.signal }),
    runFlowOf({ steps: [{ type: 'return', value: 1 }], ...FINALLY }),
  ]);
  expect(cases.map(({ made }) => countFinally(made))).toEqual([1, 1, 1, 1, 1, 1]);
  expect(cases.map(({ report }) => (report.success ? 'success' : report.code))).toEqual([
    'success',
    'INTERNAL',
    'STEP_TIMEOUT',
    'FLOW_TIMEOUT',
    'CANCELLED',
    'success',
  ]);
});

test('stops a step at its limit within 250 ms, even when the step is deaf', async () => {
  const started = performance.now();
  const { report } = await runFlowOf({ steps: [{ ...HANG, timeout_ms: 50 }] });
  expect(performance.now() - started).toBeLessThan(300);
  expect(report).toMatchObject({
    success: false,
    code: 'STEP_TIMEOUT',
    error: 'Step 1 (hang) failed: stopped after 50 ms',
  });
});

test('gives each try its own time limit', async () => {
  const { made, report } = await runFlowOf({
    steps: [{ ...HANG, timeout_ms: 20, retry: { attempts: 2, delay_ms: 1 } }],
  });
  expect(made).toEqual(['hang', 'hang']);
  expect(report).toMatchObject({ code: 'STEP_TIMEOUT' });
});

test('names no step when the flow as a whole ran out of time', async () => {
  const { report } = await runFlowOf({ steps: [HANG], timeout_ms: 20 });
  expect(report).toMatchObject({ success: false, code: 'FLOW_TIMEOUT' });
  expect(report).not.toHaveProperty('failedStep');
});

test('takes the shorter of the limits of the flow and of the caller', async () => {
  const { report } = await runFlowOf({ steps: [HANG], timeout_ms: 60_000 }, {}, { timeoutMs: 20 });
  expect(report).toMatchObject({ code: 'FLOW_TIMEOUT' });
});

test('reports a failure in finally beside the first failure, never instead of it', async () => {
  const { report } = await runFlowOf({
    steps: [{ type: 'fail', config: {} }],
    finally: [{ type: 'fail', config: {} }],
  });
  expect(report).toMatchObject({
    success: false,
    failedPath: [0],
    warnings: [{ path: ['finally', 0], message: 'Step finally.1 (fail) failed: no luck' }],
  });
  const fine = await runFlowOf({ steps: [], finally: [{ type: 'fail', config: {} }] });
  expect(fine.report).toMatchObject({ success: true, warnings: [{ path: ['finally', 0] }] });
});

test('stops the siblings of a failed branch', async () => {
  const { report, events } = await runFlowOf({
    steps: [{ type: 'parallel', name: 'p', branches: { slow: [HANG], bad: [{ type: 'fail', config: {} }] } }],
  });
  expect(report).toMatchObject({ success: false, failedPath: [0, 'branches', 'bad', 0] });
  expect(outline(events)).toContain('step-end 0.branches.slow.0 failed');
});

test('ends a wait between tries when the run is cancelled', async () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 30);
  const started = performance.now();
  await runFlowOf(
    { steps: [{ type: 'fail', retry: { attempts: 2, delay_ms: 60_000, max_delay_ms: 60_000 }, config: {} }] },
    {},
    { signal: controller.signal },
  );
  expect(performance.now() - started).toBeLessThan(300);
});

test('does nothing at all for a signal that is aborted from the start, except finally', async () => {
  const { made, report } = await runFlowOf(
    { steps: [{ type: 'call', config: {} }], ...FINALLY },
    {},
    { signal: AbortSignal.abort() },
  );
  expect(made).toEqual([{ id: 'finally' }]);
  expect(report).toMatchObject({ success: false, code: 'CANCELLED' });
});

test('lets finally ask for a result that the flow did not come to', async () => {
  const { made, report } = await runFlowOf({
    steps: [
      { type: 'fail', config: {} },
      { type: 'call', result_key: 'browser', config: { id: 'b' } },
    ],
    finally: [
      { type: 'call', when: 'browser != null', config: { id: 'close' } },
      { type: 'call', config: { id: '$browser' } },
    ],
  });
  expect(made).toEqual(['fail', { id: null }]);
  expect(report.warnings).toEqual([]);
});

test('tells the ends of steps from the inside out, and nothing after them', async () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 20);
  const { events } = await runFlowOf(
    {
      steps: [
        {
          type: 'loop',
          name: 'l',
          items: [1, 2],
          concurrency: 2,
          steps: [{ type: 'condition', if: 'true', then: [HANG] }],
        },
      ],
      ...FINALLY,
    },
    {},
    { signal: controller.signal },
  );
  expect(outline(events).slice(6)).toEqual([
    'step-end 0.steps.0.0.then.0 failed',
    'step-end 0.steps.1.0.then.0 failed',
    'step-end 0.steps.0.0 failed',
    'step-end 0.steps.1.0 failed',
    'step-end 0 failed',
    'step-start finally.0',
    'step-end finally.0 done',
    'flow-end',
  ]);
});

test('is silent about a step that goes on behind its end, and takes back what it opens there', async () => {
  const released: string[] = [];
  let goOn = () => {};
  const late = defineStep({
    type: 'late',
    summary: 'Opens something after its end, deaf to its signal.',
    needs: [],
    effect: 'read',
    config: z.strictObject({}),
    result: z.null(),
    example: {},
    async run(_, { progress, warn, onRelease }) {
      await new Promise<void>((resolve) => (goOn = resolve));
      progress('text', 1);
      warn('LATE', 'too late');
      onRelease(async () => void released.push('session'));
      return null;
    },
    stub: () => null,
  });
  const { report, events } = await runFlowOf(
    { steps: [{ type: 'late', config: {}, timeout_ms: 10 }] },
    {},
    {},
    { catalogue: createCatalogue(builtInSteps, [late]) },
  );
  goOn();
  await new Promise(setImmediate);
  expect(released).toEqual(['session']);
  expect(report.warnings).toEqual([]);
  expect(outline(events)).toEqual(['flow-start', 'step-start 0', 'step-end 0 failed', 'flow-end']);
});

test('says of a step that was cancelled that it failed, also where on_error would go on', async () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 20);
  const { events, report } = await runFlowOf(
    { steps: [{ ...HANG, on_error: 'continue' }] },
    {},
    { signal: controller.signal },
  );
  expect(outline(events)).toContain('step-end 0 failed');
  expect(report).toMatchObject({ success: false, code: 'CANCELLED', warnings: [] });
});
