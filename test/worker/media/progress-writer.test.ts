import { expect, test } from 'vitest';
import { progressWriter } from '../../../src/worker/media/progress-writer.ts';

function clockAt(start: number) {
  let time = start;
  return { now: () => time, pass: (ms: number) => void (time += ms) };
}

test('writes at most once an interval, and only what grew', async () => {
  const clock = clockAt(0);
  const written: number[] = [];
  const progress = progressWriter(async (percent) => void written.push(percent), { clock, intervalMs: 1000 });
  progress.report(5);
  clock.pass(1000);
  for (const percent of [10.4, 11, 12]) progress.report(percent);
  await Promise.resolve();
  await progress.finish();
  expect(written).toEqual([10]);
});

test('is not stopped by a write that fails, and writes nothing after the end', async () => {
  const clock = clockAt(0);
  let writes = 0;
  const fail = async () => {
    writes += 1;
    throw new Error('Directus is away');
  };
  const progress = progressWriter(fail, { clock, intervalMs: 0 });
  progress.report(10);
  await progress.finish();
  progress.report(20);
  expect(writes).toBe(1);
});
