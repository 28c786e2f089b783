import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

/** Follows the imports from a file. */
function reachable(url: URL, seen: Map<string, string[]> = new Map()): Map<string, string[]> {
  if (seen.has(url.pathname)) return seen;
  const specifiers = [...readFileSync(url, 'utf8').matchAll(/\bfrom '([^']+)'/g)].map(
    ([, specifier = '']) => specifier,
  );
  seen.set(url.pathname, specifiers);
  for (const specifier of specifiers) if (specifier.startsWith('.')) reachable(new URL(specifier, url), seen);
  return seen;
}

test('the browser entry imports nothing but its own files, and nothing of Node', () => {
  const entry = new URL('../../src/intercept/index.ts', import.meta.url);
  const folder = new URL('./', entry).pathname;
  const files = reachable(entry);
  expect(files.size).toBeGreaterThan(40);
  for (const [file, specifiers] of files) {
    expect(file.startsWith(folder)).toBe(true);
    for (const specifier of specifiers) expect(specifier).toMatch(/^\.\.?\//);
  }
  expect([...files.keys()].filter((file) => file.endsWith('node-stream.ts'))).toEqual([]);
});
