import { expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { builtInSteps, createCatalogue, createRunner, defineStep } from '../../src/index.ts';
import { sourceOf } from './harness.ts';
import { journalProject, openTestJournal } from './journal-project.ts';

test('takes finished steps over and repeats the one that failed', async () => {
  const { runner, made, state } = journalProject({
    steps: [
      { type: 'change', result_key: 'a', config: { id: 1 } },
      { type: 'call', result_key: 'b', config: { id: '$a.id' } },
      { type: 'gate', result_key: 'g', config: {} },
      { type: 'call', result_key: 'c', config: { id: '$b.id' } },
    ],
    output: '$c.id',
  });
  const first = await runner.run('test');
  expect(first).toMatchObject({ success: false, failedStep: 2 });
  state.isBroken = false;
  const second = await runner.resume(first.run_id);
  expect(second).toMatchObject({
    success: true,
    run_id: first.run_id,
    output: 1,
    results: { a: { id: 1 }, b: { id: 1 }, c: { id: 1 } },
  });
  expect(made).toEqual([{ id: 1 }, { id: 1 }, 'gate', 'gate', { id: 1 }]);
  await expect(runner.resume(first.run_id)).rejects.toMatchObject({ code: 'RUN_FINISHED' });
});

test('takes finished rounds of a loop and branches over', async () => {
  const { runner, made, state } = journalProject({
    steps: [
      {
        type: 'loop',
        name: 'l',
        items: [1, 2, 3],
        steps: [
          { type: 'change', result_key: 'r', config: { id: '$item' } },
          { type: 'gate', when: 'item == 3', config: {} },
        ],
      },
    ],
  });
  const first = await runner.run('test');
  expect(first).toMatchObject({ success: false, failedPath: [0, 'steps', 2, 1] });
  state.isBroken = false;
  expect(await runner.resume(first.run_id)).toMatchObject({ success: true });
  expect(made.filter((call) => call !== 'gate')).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
});

test('stops at a write that may have happened, and goes on as told', async () => {
  const controller = new AbortController();
  const part = {
    steps: [
      { type: 'call', result_key: 'a', config: { id: 1 } },
      { type: 'hang', result_key: 'h', config: { write: true } },
      { type: 'call', result_key: 'c', config: { id: '$h' } },
    ],
  };
  const { runner, made } = journalProject(part);
  setTimeout(() => controller.abort(), 30);
  const first = await runner.run('test', {}, { signal: controller.signal });
  expect(first).toMatchObject({ success: false, code: 'CANCELLED', failedStep: 1 });
  for (let again = 0; again < 2; again++) {
    const stopped = await runner.resume(first.run_id);
    expect(stopped).toMatchObject({ success: false, code: 'OUTCOME_UNKNOWN', failedStep: 1 });
    expect(stopped.success ? '' : stopped.detail).toMatch(/--assume-done.*--again/);
  }
  expect(made).toEqual([{ id: 1 }, 'hang']);
  const assumed = await runner.resume(first.run_id, { unknownOutcome: { decision: 'assume-done', result: { id: 9 } } });
  expect(assumed).toMatchObject({ success: true, results: { h: { id: 9 }, c: { id: { id: 9 } } } });
  expect(made).toEqual([{ id: 1 }, 'hang', { id: { id: 9 } }]);
});

test('repeats an unknown write when told to', async () => {
  const { runner, made } = journalProject({ steps: [{ type: 'hang', config: { write: true }, timeout_ms: 20 }] });
  const first = await runner.run('test');
  expect(first).toMatchObject({ code: 'STEP_TIMEOUT' });
  await runner.resume(first.run_id, { unknownOutcome: { decision: 'again' } });
  expect(made).toEqual(['hang', 'hang']);
});

test('repeats a write that failed for a known reason', async () => {
  const { runner, state } = journalProject({ steps: [{ type: 'gate', result_key: 'g', config: { write: true } }] });
  const first = await runner.run('test');
  state.isBroken = false;
  expect(await runner.resume(first.run_id)).toMatchObject({ success: true });
});

test('never takes over a masked result: repeats a read, stops at a write', async () => {
  const steps = (write: boolean) => [
    { type: 'gate', result_key: 'g', config: { write, word: 'sesame-sesame' } },
    { type: 'fail', config: { times: 1 } },
    { type: 'call', config: { id: '$g.word' } },
  ];
  const reading = journalProject({ steps: steps(false) });
  reading.state.isBroken = false;
  const first = await reading.runner.run('test');
  expect(await reading.runner.resume(first.run_id)).toMatchObject({ success: false, failedStep: 1 });
  expect(reading.made.filter((call) => call === 'gate')).toHaveLength(2);
  expect(JSON.stringify(await reading.journal.listSteps(first.run_id))).not.toContain('sesame-sesame');

  const writing = journalProject({ steps: steps(true) });
  writing.state.isBroken = false;
  const second = await writing.runner.run('test');
  expect(await writing.runner.resume(second.run_id)).toMatchObject({
    success: false,
    code: 'OUTCOME_UNKNOWN',
    failedStep: 0,
  });
});

test('opens a lost browser session again and repeats what was safe in it', async () => {
  const { runner, made, state } = journalProject({
    steps: [
      { type: 'opens', result_key: 'b', config: {} },
      { type: 'call', result_key: 'page', config: { sessionId: '$b.sessionId' } },
      { type: 'gate', config: {} },
    ],
  });
  const first = await runner.run('test');
  state.isBroken = false;
  const second = await runner.resume(first.run_id);
  expect(second).toMatchObject({ success: true, results: { b: { sessionId: 'b2' } } });
  expect(made.filter((call) => call === 'opens')).toHaveLength(2);
});

test('runs finally again when a failed run is taken up again', async () => {
  const { runner, made, state } = journalProject({
    steps: [{ type: 'gate', config: {} }],
    finally: [{ type: 'change', config: { id: 'f' } }],
  });
  const first = await runner.run('test');
  state.isBroken = false;
  await runner.resume(first.run_id);
  expect(made).toEqual(['gate', { id: 'f' }, 'gate', { id: 'f' }]);
});

test('gives a step the same idempotency key in every try', async () => {
  const keys: string[] = [];
  const keyed = defineStep({
    type: 'keyed',
    summary: 'Notes its key.',
    needs: [],
    effect: 'write',
    config: z.strictObject({}),
    result: z.null(),
    example: {},
    run: (_, { idempotencyKey }) => {
      keys.push(idempotencyKey);
      if (keys.length < 3) throw new Error('again');
      return null;
    },
    stub: () => null,
  });
  const runner = createRunner({
    source: sourceOf({
      slug: 'test',
      name: 'Test',
      steps: [{ type: 'keyed', config: {}, retry: { attempts: 2, delay_ms: 1 } }],
    }),
    ports: { clock: systemClock() },
    journal: openTestJournal(),
    catalogue: createCatalogue(builtInSteps, [keyed]),
    config: { audit: { isEnabled: false } },
  });
  const first = await runner.run('test');
  await runner.resume(first.run_id);
  expect(new Set(keys)).toEqual(new Set([`${first.run_id}-0`]));
  expect(keys).toHaveLength(3);
});

test('refuses to resume what is not there', async () => {
  await expect(journalProject({ steps: [] }).runner.resume('01NOTHING')).rejects.toMatchObject({
    code: 'RUN_NOT_FOUND',
  });
});
