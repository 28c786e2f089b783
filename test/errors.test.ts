import { expect, test } from 'vitest';
import { GenieError, toGenieError, UsageError } from '../src/errors.ts';

test('is told from other errors, and subclasses from each other', () => {
  expect(new UsageError('X', 'x')).toBeInstanceOf(GenieError);
  expect(new GenieError('X', 'x')).not.toBeInstanceOf(UsageError);
  expect(new Error('x')).not.toBeInstanceOf(GenieError);
  for (const value of [null, undefined, 1, 'x', {}]) expect(value instanceof GenieError).toBe(false);
});

test('is known across two copies of the package', async () => {
  const copy: string = '../src/errors.ts?copy';
  const other = (await import(copy)) as typeof import('../src/errors.ts');
  expect(other.GenieError).not.toBe(GenieError);
  const error = new other.UsageError('THEIR_CODE', 'theirs');
  expect(error).toBeInstanceOf(GenieError);
  expect(error).not.toBeInstanceOf(UsageError);
  expect(toGenieError(error)).toBe(error);
});

test('keeps what was thrown as the cause', () => {
  const cause = new TypeError('inner');
  expect(toGenieError(cause, 'WRAPPED')).toMatchObject({ code: 'WRAPPED', message: 'inner', cause });
  expect(toGenieError('a text')).toMatchObject({ code: 'INTERNAL', message: 'a text' });
});
