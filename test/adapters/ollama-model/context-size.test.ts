import { describe, expect, it } from 'vitest';
import {
  checkWholePromptWasRead,
  contextTokens,
  estimateTokens,
} from '../../../src/adapters/ollama-model/context-size.ts';

const limits = { wanted: undefined, answerTokens: undefined, maxContextTokens: 32_768 };

function prompt(text: string, imageCount = 0) {
  return { texts: [text], imageCount };
}

describe('contextTokens', () => {
  it('takes few sizes, each the double of the one before', () => {
    const sizes = [10, 5000, 10_000, 30_000, 60_000, 80_000].map((length) =>
      contextTokens(prompt('x'.repeat(length)), limits),
    );
    expect(sizes).toEqual([4096, 4096, 8192, 16_384, 32_768, 32_768]);
  });

  it('leaves the room for the answer that the caller asks for', () => {
    expect(contextTokens(prompt('x'), { ...limits, answerTokens: 6000 })).toBe(8192);
  });

  it('counts more for other scripts and for images', () => {
    const latin = estimateTokens(prompt('x'.repeat(300)));
    expect(estimateTokens(prompt('я'.repeat(300)))).toBeGreaterThan(latin * 2);
    expect(estimateTokens(prompt('猫'.repeat(300)))).toBeGreaterThanOrEqual(450);
    expect(estimateTokens(prompt('x'.repeat(300), 1))).toBe(latin + 1600);
  });

  it('respects the caller’s own size', () => {
    expect(contextTokens(prompt('x'.repeat(9000)), { ...limits, wanted: 2048 })).toBe(2048);
    expect(contextTokens(prompt('x'), { ...limits, wanted: 65_536 })).toBe(65_536);
  });

  it('refuses what cannot fit, and says how much it is', () => {
    expect(() => contextTokens(prompt('word '.repeat(40_000)), limits)).toThrow(
      'The prompt is too long: about 66,747 tokens, and 32,512 fit',
    );
    expect(() => contextTokens(prompt('word '.repeat(10_000)), { ...limits, wanted: 2048 })).toThrow('and 2,048 fit');
  });
});

describe('checkWholePromptWasRead', () => {
  const english = prompt('The quick brown fox jumps over the lazy dog. '.repeat(1400));

  it.each([14_024, undefined, 0])('accepts a count of %s', (promptEvalCount) => {
    expect(() => checkWholePromptWasRead(english, promptEvalCount, 32_768)).not.toThrow();
  });

  it('accepts few tokens for blank and repeated text', () => {
    expect(() => checkWholePromptWasRead(prompt(`a${' '.repeat(9000)}${'='.repeat(9000)}`), 150, 8192)).not.toThrow();
  });

  it.each([
    [2051, 32_768],
    [16_384, 16_384],
  ])('refuses %i tokens of a context of %i', (promptEvalCount, context) => {
    expect(() => checkWholePromptWasRead(english, promptEvalCount, context)).toThrow(/read only/);
  });
});
