import { expect, test } from 'vitest';
import { StepTimeout } from '../../src/engine/failures.ts';
import { openStepSignal, raceAbort } from '../../src/engine/step-signal.ts';

test("is aborted with the first parent's reason", () => {
  const first = new AbortController();
  const second = new AbortController();
  const { signal, close } = openStepSignal([first.signal, second.signal], undefined);
  second.abort('second');
  first.abort('first');
  expect(signal.reason).toBe('second');
  close();
});

test('is aborted from the start by a parent that is', () => {
  expect(openStepSignal([AbortSignal.abort('gone')], undefined).signal.reason).toBe('gone');
});

test('is aborted with a StepTimeout at its limit, unless it was closed before', async () => {
  const slow = openStepSignal([], 10);
  const done = openStepSignal([], 10);
  done.close();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(slow.signal.reason).toBeInstanceOf(StepTimeout);
  expect(done.signal.aborted).toBe(false);
});

test('lets go of its parents', () => {
  const parent = new AbortController();
  const { signal, close } = openStepSignal([parent.signal], undefined);
  close();
  parent.abort();
  expect(signal.aborted).toBe(false);
});

test('leaves deaf work behind when the signal is aborted', async () => {
  const controller = new AbortController();
  const racing = raceAbort(new Promise(() => {}), controller.signal);
  controller.abort(new Error('enough'));
  await expect(racing).rejects.toThrow('enough');
});

test("gives the work's own outcome, and never leaves its failure unhandled", async () => {
  expect(await raceAbort(Promise.resolve(1), new AbortController().signal)).toBe(1);
  await expect(raceAbort(Promise.reject(new Error('own')), new AbortController().signal)).rejects.toThrow('own');
  await expect(raceAbort(Promise.reject(new Error('late')), AbortSignal.abort(new Error('first')))).rejects.toThrow(
    'first',
  );
});
