import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/check/read-document.ts';
import { builtInFacts } from '../../src/facts/index.ts';

const read = (text: string) => readDocument(text, builtInFacts());
const flow = (more: string) => `{"slug":"a","name":"A","steps":[]${more}}`;

describe('readDocument', () => {
  it('notices keys that are given twice, which JSON.parse does not', () => {
    const problems = (text: string) => read(text).problems.map(({ rule }) => rule);
    expect(problems(flow(',"description":"x"'))).toEqual([]);
    expect(problems(flow(',"slug":"b"'))).toEqual(['json/duplicate-key']);
    expect(problems(flow(', "output": { "a" : 1, "a"\n: 2 }'))).toEqual(['json/duplicate-key']);
    expect(problems(flow(String.raw`,"output":{"a":"\"b\":1"}`))).toEqual([]);
  });

  it('reads keys with escapes itself: the engine takes one for another', () => {
    JSON.parse(String.raw`{"":"","\\":"ä€"}`);
    expect(read(flow(String.raw`,"output":{"":"","\n":"a"}`)).flow!.output).toEqual({ '': '', '\n': 'a' });
  });

  it('takes a string of backslashes in linear time', () => {
    const started = performance.now();
    expect(read(flow(`,"description":"${'\\\\'.repeat(100_000)}"`)).problems).toEqual([]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
