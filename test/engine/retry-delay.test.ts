import { expect, test } from 'vitest';
import { retryDelayMs } from '../../src/engine/retry-delay.ts';
import { GenieError } from '../../src/errors.ts';

const policy = { attempts: 9, delayMs: 100, backoff: 'exponential', maxDelayMs: 1_000, if: undefined } as const;
const error = new GenieError('X', 'x');

test('grows exponentially up to the longest delay', () => {
  expect([1, 2, 3, 4, 5, 9].map((attempt) => retryDelayMs(policy, attempt, error, 1))).toEqual([
    100, 200, 400, 800, 1_000, 1_000,
  ]);
});

test('stays the same with a fixed backoff', () => {
  expect([1, 5].map((attempt) => retryDelayMs({ ...policy, backoff: 'fixed' }, attempt, error, 1))).toEqual([100, 100]);
});

test('takes any part of the delay, from nothing to all of it', () => {
  expect(retryDelayMs(policy, 3, error, 0)).toBe(0);
  expect(retryDelayMs(policy, 3, error, 0.5)).toBe(200);
});

test('waits at least as long as the service asked for, within the longest delay', () => {
  const asking = (retryAfterMs: number) => new GenieError('RATE_LIMITED', 'x', { data: { retryAfterMs } });
  expect(retryDelayMs(policy, 1, asking(700), 0.5)).toBe(700);
  expect(retryDelayMs(policy, 1, asking(60_000), 0.5)).toBe(1_000);
});
