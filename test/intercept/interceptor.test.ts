import { describe, expect, test } from 'vitest';

import { createInterceptor, InterceptorEndedError } from '../../src/intercept/index.ts';
import { inPieces, play, visibleText } from './play.ts';

describe('an interceptor', () => {
  test('says what a tag is, where it was and what was repaired', () => {
    const { events } = play(['Ok [ACTION:post_create:{"a":1,}] bye'], { slugs: ['post-create'] });
    expect(events).toEqual([
      { type: 'text', text: 'Ok ' },
      { type: 'tag-start', slug: 'post-create', offset: 3 },
      {
        type: 'action',
        id: 'tag-3',
        index: 0,
        slug: 'post-create',
        params: { a: 1 },
        raw: '[ACTION:post_create:{"a":1,}]',
        span: [3, 32],
        repairs: ['slug-alias', 'trailing-comma'],
        known: true,
      },
      { type: 'text', text: 'bye' },
      { type: 'end', stats: { chars: 36, tags: 1, repaired: 1, malformed: 0, heldMax: 0 } },
    ]);
  });

  test('announces a tag as soon as its brace was read', () => {
    const interceptor = createInterceptor();
    expect(interceptor.push('[ACTION:a:')).toEqual([]);
    expect(interceptor.push('{')).toEqual([{ type: 'tag-start', slug: 'a', offset: 0 }]);
    expect(interceptor.heldChars()).toBe(11);
  });

  test('resolves every tag that it announced exactly once', () => {
    const text = '[ACTION:a:{}] [ACTION:a:{}] [ACTION:b:{...}] [ACTION:c:{"x":[ACTION:d:{}] [ACTION:e:{"y"';
    const { events } = play([text], { maxActions: 1 });
    const resolved = new Set(['action', 'malformed', 'suppressed']);
    expect(events.filter((event) => resolved.has(event.type))).toHaveLength(
      events.filter((event) => event.type === 'tag-start').length,
    );
  });

  test('ends once and takes nothing afterwards', () => {
    const interceptor = createInterceptor();
    interceptor.push('a [ACT');
    expect(visibleText(interceptor.end())).toBe('[ACT');
    expect(interceptor.end()).toEqual([]);
    expect(interceptor.heldChars()).toBe(0);
    expect(() => interceptor.push('x')).toThrow(InterceptorEndedError);
  });

  test('does not take an ambiguous spelling for a slug', () => {
    const { actions } = play(['[ACTION:a_b-c:{}]'], { slugs: ['a-b-c', 'a_b_c'] });
    expect(actions).toEqual([expect.objectContaining({ slug: 'a_b-c', known: false })]);
  });

  test('compares with the action before only, or never, when asked to', () => {
    const text = '[ACTION:a:{}] [ACTION:b:{}] [ACTION:a:{}] [ACTION:a:{}]';
    const slugs = (dedupe: 'response' | 'consecutive' | 'off') =>
      play([text], { dedupe }).actions.map(({ slug }) => slug);
    expect(slugs('response')).toEqual(['a', 'b']);
    expect(slugs('consecutive')).toEqual(['a', 'b', 'a']);
    expect(slugs('off')).toEqual(['a', 'b', 'a', 'a']);
  });

  test('knows duplicates among many actions', () => {
    const tags = Array.from({ length: 40 }, (_, index) => `[ACTION:a:{"x":${index % 20},"y":[{"p":1,"q":2}]}]`).join(
      '',
    );
    expect(play([tags], { maxActions: 100 }).actions).toHaveLength(20);
  });
});

describe('a flood', () => {
  const SIZE = 60_000;
  const flood = (piece: string): string => piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);

  test.each([
    '[',
    '[ACTION:',
    '[ACTION:a:{',
    '[ACTION:a:{"x":"',
    '[ACTION:a:{"x":"\n',
    '{"a":',
    '`',
    '` ',
    '```\n',
    '\\',
    '\\[',
    '<think',
    '"',
    '[ACTION:a:{}',
    '[ACTION:a:{"x":1}]',
    '[ACTION:a:{"x":"y"z"}]',
    ' [',
    '   `',
    '>>> ~',
    '\n\n[ACTION:a:{\n\nx',
    '\ud83d',
  ])('of %j takes time in proportion to its length', (piece) => {
    for (const size of [1, 4, SIZE]) {
      const started = performance.now();
      play(inPieces(flood(piece), size), { slugs: ['a'], maxActions: 1e9 });
      expect(performance.now() - started).toBeLessThan(1000);
    }
  });

  test.each([
    '"',
    '" ',
    '" "',
    '"}',
    '",',
    '", a',
    "'",
    '{',
    '[',
    '}',
    ']',
    '/',
    '/*',
    '# ',
    '\\',
    '\\"',
    'a ',
    '1',
    ' ',
  ])('of %j inside parameters takes time in proportion to its length', (piece) => {
    const text = `[ACTION:a:{"x":"${flood(piece)}"}]\n\nDone.`;
    for (const size of [4, text.length]) {
      const started = performance.now();
      play(inPieces(text, size), { slugs: ['a'], maxTagChars: 1e6 });
      play(inPieces(text.replace('"x":"', '"x":'), size), { slugs: ['a'], maxTagChars: 1e6 });
      expect(performance.now() - started).toBeLessThan(1000);
    }
  });

  test('of a tag of 100 KB in pieces of four takes a moment', () => {
    const text = `[ACTION:a:${JSON.stringify({ x: 'word '.repeat(20_000) })}]`;
    const started = performance.now();
    expect(play(inPieces(text, 4), { maxTagChars: 200_000 }).actions).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
