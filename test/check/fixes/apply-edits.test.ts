import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/check/fixes/index.ts';

describe('applying edits', () => {
  it('counts bytes, not characters', () => {
    const text = '\uFEFFä😀b\uD800c';
    const edits = [
      { offset: 3, endOffset: 5, text: 'A' },
      { offset: 9, endOffset: 10, text: '' },
      { offset: 13, endOffset: 13, text: '!' },
    ];
    expect(applyEdits(text, edits)).toBe('\uFEFFA😀\uD800!c');
  });
});
