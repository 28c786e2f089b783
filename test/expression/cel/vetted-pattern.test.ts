import { expect, it } from 'vitest';
import { vetPattern } from '../../../src/expression/cel/vetted-pattern.ts';

it.each([
  ['^https?://[a-z0-9.-]+/', 1],
  ['[a-z]+', 2],
  ['^[^@ ]+@[^@ ]+\\.[a-z]{2,}$', 3],
  ['\\.(jpg|jpeg|png)$', 1],
  ['^(ab)+$', 1],
  ['^(?:[0-9]{2}:){2}[0-9]{2}$', 1],
  ['^a|b+', 2],
  ['[(*+?){}|]', 1],
  ['\\(\\*\\)', 1],
])('takes %s', (pattern, exponent) => {
  const vetted = vetPattern(pattern);
  expect(vetted).toMatchObject({ exponent });
});

it.each([
  '^(a+)+$',
  '(a|a)*b',
  '((a|b)c)*',
  '(a?)+',
  '(aa?)+',
  '((a{2,3})x)*',
  '(a|a){12}',
  `${'(a|a)'.repeat(30)}b`,
  `${'a?'.repeat(30)}b`,
  '(a)\\1',
  'a(?=b)',
  '(?<!a)b',
  '(?<name>a)\\k<name>',
  '(',
  '[b-a]',
  'a'.repeat(501),
])('refuses %s', (pattern) => {
  expect(vetPattern(pattern)).toEqual(expect.any(String));
});

it('lets no pattern through that takes longer than its estimate says', () => {
  for (const pattern of ['^[a-z]+[a-z]+x$', '([a-z]{3})+x', '^(?:a|b)?(?:a|b)?[ab]*[ab]*x$', '[a-z]*[a-z]*x']) {
    const vetted = vetPattern(pattern);
    if (typeof vetted === 'string') throw new Error(vetted);
    const length = Math.floor((1e7 / vetted.factor) ** (1 / vetted.exponent));
    const started = performance.now();
    vetted.regExp.test('a'.repeat(Math.min(length, 100_000)));
    expect(performance.now() - started).toBeLessThan(2000);
  }
});
