import { expect, test } from 'vitest';
import { z } from 'zod';
import { builtInSteps, createCatalogue, defineStep, GenieError, type Json } from '../../src/index.ts';
import { recordingSteps } from './harness.ts';
import { journalProject, openTestJournal } from './journal-project.ts';

const HANGING_WRITE = { type: 'hang', config: { write: true } };

/** A step that writes and does, one try after the other, what it is told. */
function write(...tries: Array<() => Json | Promise<Json>>) {
  const step = defineStep({
    type: 'write',
    summary: 'Writes.',
    needs: [],
    effect: 'write',
    config: z.looseObject({}),
    result: z.unknown(),
    example: {},
    run: () => tries.shift()!(),
    stub: () => null,
  });
  return { catalogue: createCatalogue(builtInSteps, [...recordingSteps().steps, step]) };
}

const hang = () => new Promise<Json>(() => {});
const refuse = () => {
  throw new Error('not unique');
};

test('a write that is stopped because its sibling failed may have happened', async () => {
  const { runner, statuses } = journalProject({
    steps: [
      {
        type: 'parallel',
        name: 'p',
        branches: {
          a: [HANGING_WRITE],
          b: [
            { type: 'delay', ms: 5 },
            { type: 'fail', config: {} },
          ],
        },
      },
    ],
  });
  const first = await runner.run('test');
  expect(first).toMatchObject({ failedPath: [0, 'branches', 'b', 1] });
  expect(await statuses(first.run_id)).toMatchObject({ '[0,"branches","a",0]': 'unknown' });
  expect(await runner.resume(first.run_id)).toMatchObject({
    code: 'OUTCOME_UNKNOWN',
    failedPath: [0, 'branches', 'a', 0],
  });
});

test('a write that the limit of wait-for stops may have happened', async () => {
  const { runner, statuses } = journalProject({
    steps: [{ type: 'wait-for', name: 'w', until: 'true', timeout_ms: 80, steps: [HANGING_WRITE] }],
  });
  const { run_id: runId } = await runner.run('test');
  expect(await statuses(runId)).toMatchObject({ '[0,"steps",0,0]': 'unknown' });
});

test('a write whose result cannot be kept has happened all the same', async () => {
  const { runner, made } = journalProject({ steps: [{ type: 'change', config: { id: '$input.big' } }] });
  const first = await runner.run('test', { big: 'x'.repeat(5_000_001) });
  expect(first).toMatchObject({ code: 'RESULT_TOO_LARGE' });
  expect(await runner.resume(first.run_id)).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  expect(made).toHaveLength(1);
});

test('a write stays in doubt when a later try fails for a known reason', async () => {
  const { runner, statuses } = journalProject(
    { steps: [{ type: 'write', config: {}, timeout_ms: 10, retry: { attempts: 2, delay_ms: 1 } }] },
    write(hang, refuse),
  );
  const { run_id: runId } = await runner.run('test');
  expect(await statuses(runId)).toEqual({ '[0]': 'unknown' });
});

test('a write that was refused is not in doubt when the wait for the next try is cancelled', async () => {
  const controller = new AbortController();
  const { runner, statuses } = journalProject(
    { steps: [{ type: 'write', config: {}, retry: { attempts: 2, delay_ms: 60_000, max_delay_ms: 60_000 } }] },
    write(refuse),
  );
  setTimeout(() => controller.abort(), 20);
  const { run_id: runId } = await runner.run('test', {}, { signal: controller.signal });
  expect(await statuses(runId)).toEqual({ '[0]': 'failed' });
});

test('a write that cannot be recorded as done is not recorded as failed', async () => {
  const journal = openTestJournal();
  const flaky = new Proxy(journal, {
    get: (target, name) =>
      name === 'recordStep'
        ? (...args: Parameters<typeof journal.recordStep>) => {
            if (args[0].status === 'done') throw new Error('the disk is full');
            return journal.recordStep(...args);
          }
        : (Reflect.get(target, name) as () => void).bind(target),
  });
  const { runner, statuses } = journalProject({ steps: [{ type: 'change', config: {} }] }, { journal: flaky });
  const first = await runner.run('test');
  expect(first).toMatchObject({ success: false, error: 'Step 1 (change) failed: the disk is full' });
  expect(await statuses(first.run_id)).toEqual({ '[0]': 'unknown' });
});

test('on_error and on_item_error do not decide about a write of an earlier try', async () => {
  const controller = new AbortController();
  const { runner, made } = journalProject({
    steps: [
      {
        type: 'loop',
        name: 'l',
        items: [1],
        on_item_error: 'continue',
        on_error: 'continue',
        steps: [{ ...HANGING_WRITE, on_error: { steps: [{ type: 'change', config: { id: 'instead' } }] } }],
      },
    ],
  });
  setTimeout(() => controller.abort(), 20);
  const first = await runner.run('test', {}, { signal: controller.signal });
  expect(first).toMatchObject({ code: 'CANCELLED' });
  expect(await runner.resume(first.run_id)).toMatchObject({
    success: false,
    code: 'OUTCOME_UNKNOWN',
    failedPath: [0, 'steps', 0, 0],
  });
  expect(made).toEqual(['hang']);
});

test('a write that on_error passed over does not stop a resumed run', async () => {
  const { runner, state } = journalProject({
    steps: [
      { ...HANGING_WRITE, timeout_ms: 10, on_error: 'continue' },
      { type: 'gate', config: {} },
    ],
  });
  const first = await runner.run('test');
  state.isBroken = false;
  expect(await runner.resume(first.run_id)).toMatchObject({ success: true, warnings: [{ code: 'STEP_TIMEOUT' }] });
});

test('a read that is cancelled is not passed over for ever', async () => {
  const controller = new AbortController();
  const { runner, statuses } = journalProject({ steps: [{ type: 'hang', on_error: 'continue', config: {} }] });
  setTimeout(() => controller.abort(), 20);
  const { run_id: runId } = await runner.run('test', {}, { signal: controller.signal });
  expect(await statuses(runId)).toEqual({ '[0]': 'failed' });
});

test('what is assumed of one write is not assumed of the next', async () => {
  const { runner } = journalProject({
    steps: [{ type: 'parallel', name: 'p', branches: { a: [HANGING_WRITE], b: [HANGING_WRITE] } }],
    timeout_ms: 30,
  });
  const first = await runner.run('test');
  const assume = (result: Json) => ({ unknownOutcome: { decision: 'assume-done' as const, result } });
  expect(await runner.resume(first.run_id, assume(1))).toMatchObject({
    code: 'OUTCOME_UNKNOWN',
    failedPath: [0, 'branches', 'b', 0],
  });
  expect(await runner.resume(first.run_id, assume(2))).toMatchObject({ success: true });
});

test.each([
  ['is done once under its key', true, 'success'],
  ['could be done twice', false, 'OUTCOME_UNKNOWN'],
])('a write of unknown outcome that %s', async (_, isKeyed, outcome) => {
  const keys: string[] = [];
  let isBroken = true;
  const step = defineStep({
    type: 'write',
    summary: 'Writes.',
    needs: [],
    effect: 'write',
    config: z.strictObject({ isKeyed: z.boolean() }),
    result: z.unknown(),
    example: { isKeyed: true },
    takesIdempotencyKey: (settings) => settings.isKeyed,
    run: (_settings, { idempotencyKey }) => {
      keys.push(idempotencyKey);
      if (isBroken) throw new GenieError('CONNECTION_LOST', 'lost', { isOutcomeUnknown: true });
      return 'written';
    },
    stub: () => null,
  });
  const { runner, statuses } = journalProject(
    { steps: [{ type: 'write', config: { isKeyed: '$input.isKeyed' } }], output: '$steps[0]' },
    { catalogue: createCatalogue(builtInSteps, [step]) },
  );
  const { run_id: runId } = await runner.run('test', { isKeyed });
  expect(await statuses(runId)).toEqual({ '[0]': 'unknown' });
  isBroken = false;
  const resumed = await runner.resume(runId);
  expect(resumed.success ? 'success' : resumed.code).toBe(outcome);
  expect(keys).toEqual(isKeyed ? [`${runId}-0`, `${runId}-0`] : [`${runId}-0`]);
});
