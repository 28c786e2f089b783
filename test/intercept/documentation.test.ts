import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import type { InterceptorOptions } from '../../src/intercept/index.ts';
import { inPieces, play } from './play.ts';

interface Expected {
  readonly visible: string;
  readonly actions?: readonly (readonly [slug: string, params: unknown, repairs: readonly string[]])[];
  readonly malformed?: readonly string[];
  readonly suppressed?: readonly string[];
  readonly quoted?: readonly string[];
}

const MARKDOWN = readFileSync(new URL('../../docs/interceptor.md', import.meta.url), 'utf8');
const EXAMPLE = /^(```|~~~)tag([^\n]*)\n(.*?)\n\1\n```json\n(.*?)\n```$/gms;
const SLUGS = ['scout-analyze', 'post-create', 'memory_recall'];

const examples = [...MARKDOWN.matchAll(EXAMPLE)].map(([, , options = '', input = '', expected = '']) => ({
  name: input.split('\n')[0] ?? '',
  input,
  options: (options.trim() === ''
    ? { slugs: SLUGS }
    : { slugs: optionSlugs(options), ...JSON.parse(options) }) as InterceptorOptions,
  expected: JSON.parse(expected) as Expected,
}));

/** Examples about limits use short slugs of their own. */
function optionSlugs(options: string): string[] | undefined {
  return options.includes('max') ? undefined : SLUGS;
}

test('no example is overlooked', () => {
  expect(examples).toHaveLength(MARKDOWN.match(/^(?:```|~~~)tag/gm)?.length ?? 0);
  expect(examples.length).toBeGreaterThan(25);
});

describe.each(examples)('$name', ({ input, options, expected }) => {
  test.each([input.length, 1, 2, 3, 7])('is as documented in pieces of %i', (size) => {
    const { events, visible, actions } = play(inPieces(input, size), options);
    expect({
      visible,
      actions: actions.map(({ slug, params, repairs }) => [slug, params, repairs]),
      malformed: events.filter((event) => event.type === 'malformed').map((event) => event.reason),
      suppressed: events.filter((event) => event.type === 'suppressed').map((event) => event.why),
      quoted: events.filter((event) => event.type === 'quoted').map((event) => event.slug),
    }).toEqual({ actions: [], malformed: [], suppressed: [], quoted: [], ...expected });
  });
});
