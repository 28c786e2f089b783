import { afterEach, describe, expect, test } from 'vitest';

import { createInterceptor } from '../../src/intercept/index.ts';
import { inPieces } from './play.ts';

const strings: { charCodeAt: (this: string, index: number) => number } = String.prototype;
const { charCodeAt } = strings;

afterEach(() => {
  strings.charCodeAt = charCodeAt;
});

/** How often a character of `text` is looked at, on average. */
function visitsPerCharacter(text: string, size: number, slugs: readonly string[] | undefined): number {
  let visits = 0;
  strings.charCodeAt = function count(index) {
    visits += 1;
    return charCodeAt.call(this, index);
  };
  const interceptor = createInterceptor({ slugs });
  for (const piece of inPieces(text, size)) interceptor.push(piece);
  interceptor.end();
  strings.charCodeAt = charCodeAt;
  return visits / text.length;
}

const SIZE = 31_000;
const MOST_VISITS = 12;

describe('law 4: what a rejected tag gives back is not read again and again', () => {
  test.each([
    ['[ACTION:a:{\n\n/*', '*/ word word '],
    ['[ACTION:a:{\n\n/*`', '*/ word word '],
    ['[ACTION:a:{\n\n/*"', '*/ "word" word '],
    ['[ ACTION : a : {\n\n/*', '*/ word word '],
    ['[ACTION:a:{\n\n//', '\nword word '],
    ['[ACTION:a:{\n\n # ', '\nword word '],
    ['[ACTION:a:{"x":1 // ', '\n\nword word '],
    ['[ACTION:a:{\n\n# x\n', 'word word '],
    ['[ACTION:a:{\n\n/**/', 'word word '],
    ['[ACTION:a:{\n\n,', 'word word '],
    ['[ACTION:a:{\n\nx', 'word word '],
    ['[ACTION:a:{"x":"y\n', '}]\n'],
    ['[ACTION:a:{"x":"y" "', '"\n\nword word'],
    ['[ACTION:a:{"x":"', '\n[ACTION:a:{}]'],
    ["[ACTION:a:{'x':'[ACTION:a:{\n", '}]\n'],
    ['[ACTION:a:{"x":"y",\n\n', '$word word'],
    ['[ACTION:a:{\\"x\\":\n\n', 'word word'],
    ['[ACTION:a:{},', '"x'],
  ])('%j, and %j at last', (piece, last) => {
    const text = piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE) + last;
    for (const slugs of [['a'], ['b'], undefined]) {
      for (const size of [7, text.length]) {
        expect(visitsPerCharacter(text, size, slugs)).toBeLessThan(MOST_VISITS);
      }
    }
  });
});

test('a tag that begins in what a truncated tag gives back is not lost', () => {
  const interceptor = createInterceptor();
  const events = [...interceptor.push('[ACTION:a:{\n\nword /* [ACTION:b:{"x":1'), ...interceptor.end()];
  expect(events.filter((event) => event.type === 'malformed')).toEqual([
    expect.objectContaining({ slug: 'a', reason: 'truncated', stripped: true, span: [0, 37] }),
  ]);
});
