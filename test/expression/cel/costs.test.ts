import { describe, expect, it } from 'vitest';
import { compileExpression, evaluateExpression } from '../../../src/expression/index.ts';
import type { Json } from '../../../src/json.ts';
import { scopeOf } from '../scope-of.ts';

const scope = scopeOf({
  big: Array.from({ length: 3000 }, (_, index) => index),
  large: Array.from({ length: 100_000 }, (_, index) => index),
  words: ['a'.repeat(5000)],
  text: `${'a'.repeat(20_000)}b`,
});

function evaluated(source: string): Json {
  return evaluateExpression(compileExpression(source), scope);
}

/** Generous for a busy machine; without limits each of these takes minutes, or all memory. */
const MAX_MS = 5000;

describe('an expression that would not end', () => {
  it.each([
    'big.all(a, big.all(b, big.all(c, a + b + c >= 0)))',
    'big.exists(a, big.exists(b, a + b < 0))',
    'big.map(a, big.map(b, a * b)).size()',
    `[big]${'.map(a, a + a)'.repeat(40)}.size()`,
    `[big].map(a, ${Array(400).fill('a').join('+')})`,
    Array(400).fill('big').join('+'),
    `words${'.map(a, a + a)'.repeat(60)}`,
    'cel.bind(a, big + big, cel.bind(b, a + a + a + a + a + a + a + a + a + a, cel.bind(c, b + b + b + b + b + b + b + b + b, size(c + c + c + c + c + c + c))))',
    'text.split("").map(a, text.split("").map(b, 1))',
    'text.matches("[a-z]+[a-z]+[a-z]+$")',
  ])('is stopped soon: %s', (source) => {
    const started = performance.now();
    expect(() => evaluated(source)).toThrow(
      expect.objectContaining({ code: 'EXPRESSION_TOO_COSTLY', isRetryable: false }),
    );
    expect(performance.now() - started).toBeLessThan(MAX_MS);
  });

  it.each([
    ['comprehensions four deep', 'big.map(a, big.map(b, big.map(c, big.map(d, 1))))'],
    ['more than 2,000 characters', `"${'a'.repeat(2000)}"`],
    ['a pattern that runs away', 'text.matches("^(a+)+$")'],
    ['brackets beyond reason', '!'.repeat(1900) + 'true'],
  ])('is not even read: %s', (_, source) => {
    expect(() => compileExpression(source)).toThrow(expect.objectContaining({ code: 'EXPRESSION_TOO_COSTLY' }));
  });

  it('is not read with a pattern that is not written out', () => {
    expect(() => compileExpression('text.matches(words[0])')).toThrow(
      'matches() needs a pattern that is written out, in quotes',
    );
  });
});

it('leaves room for honest work', () => {
  expect(evaluated('large.filter(n, n % 2 == 0).map(n, n * 2).size()')).toBe(50_000);
  expect(evaluated('big.filter(n, n in [1, 2, 3]).size()')).toBe(3);
  expect(evaluated('text.matches("^a+b$")')).toBe(true);
  expect(evaluated('size(big + big)')).toBe(6000);
});

it('counts anew for each evaluation', () => {
  const expression = compileExpression('large.map(n, n + 1).size()');
  for (let round = 0; round < 20; round++) expect(evaluateExpression(expression, scope)).toBe(100_000);
});
