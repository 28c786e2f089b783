import { expect, it } from 'vitest';
import { chatMessage } from '../../src/dispatch/index.ts';
import type { RunReport } from '../../src/index.ts';

const failure = (error: string): RunReport => ({
  success: false,
  slug: 'note',
  run_id: '01',
  error,
  code: 'INPUT_INVALID',
  detail: 'see /etc/secret',
  results: { a: 'private' },
  warnings: [],
});

it('says nothing of an action that succeeded', () => {
  expect(
    chatMessage({ success: true, slug: 'note', run_id: '01', results: {}, output: null, warnings: [] }),
  ).toBeUndefined();
});

it('is the sentence of the report and nothing else', () => {
  expect(chatMessage(failure('The parameters are not valid: text is required'))).toBe(
    'The parameters are not valid: text is required',
  );
});

it('is one short line without control characters', () => {
  expect(chatMessage(failure('one\r\ntwo\u001B[31m\u0000\tthree'))).toBe('one two [31m three');
  const long = chatMessage(failure('😀'.repeat(400)))!;
  expect(long.length).toBeLessThanOrEqual(300);
  expect(long.isWellFormed()).toBe(true);
  expect(long.endsWith('…')).toBe(true);
});
