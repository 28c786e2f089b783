import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/cli/json-argument.ts';

const nested = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`;

describe('JSON of a command line', () => {
  it('may be nested as deep as documents are', () => {
    expect(JSON.stringify(parseJson(nested(200), '--input'))).toBe(nested(200));
  });

  it.each([201, 100_000])('is refused when it is nested %d deep', (depth) => {
    expect(() => parseJson(nested(depth), '--input')).toThrow('--input is nested more than 200 levels deep');
  });

  it.each(['1e999', '{"a":[-1e999]}'])('is refused where a number is none: %s', (text) => {
    expect(() => parseJson(text, '--input')).toThrow('a number that is too large');
  });
});
