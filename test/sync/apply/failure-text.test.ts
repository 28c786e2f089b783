import { expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.ts';
import { failureText } from '../../../src/sync/apply/attempt.ts';

it.each([
  ['/flows/a.ts\nChange it.', 'It failed (/flows/a.ts; Change it.)'],
  ['It is away.\n  Start it.', 'It failed (It is away. Start it.)'],
  ['Known:\na, b', 'It failed (Known: a, b)'],
])('tells %j in one line', (detail, text) => {
  expect(failureText(new UsageError('FAILED', 'It failed', { detail }))).toBe(text);
});

it('tells what is no error of ours by its message', () => {
  expect(failureText(new Error('one\ntwo'))).toBe('one; two');
  expect(failureText('plain')).toBe('plain');
});
