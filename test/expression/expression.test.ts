import { describe, expect, it } from 'vitest';
import {
  ExpressionProblem,
  compileExpression,
  evaluateExpression,
  isReservedName,
} from '../../src/expression/index.ts';
import type { Json } from '../../src/json.ts';
import { scopeOf } from './scope-of.ts';

const scope = scopeOf(
  {
    input: { name: 'Bo', n: 3, half: 0.5, isNew: true, tags: ['a', 'b'], numbers: [1, 2], none: null },
    posts: [
      { id: 1, likes: 5, tag: 'x' },
      { id: 2, likes: 50 },
    ],
    error: { code: 'RATE_LIMITED' },
    odd: { constructor: 1, deep: [{ constructor: 2 }], __proto__x: 3 },
    context: {},
  },
  ['input.tone'],
);

function evaluated(source: string): Json {
  return evaluateExpression(compileExpression(source), scope);
}

it.each<[string, Json]>([
  ['input.isNew', true],
  ['$input.isNew', true],
  ['{{ input.isNew }}', true],
  ['{{$input.n}}', 3],
  [' true ', true],
  ['null', null],
  ['error.code == "RATE_LIMITED"', true],
  ["$error.code == 'RATE_LIMITED' && $input.n > 2", true],
  ['"costs $input.n"', 'costs $input.n'],
])('%s is %j, with or without braces and dollar signs', (source, value) => {
  expect(evaluated(source)).toEqual(value);
});

describe('numbers and a string', () => {
  it.each<[string, Json]>([
    ['input.n + 1', 4],
    ['1 + input.n', 4],
    ['input.n - 0.5', 2.5],
    ['input.n * 2 - 1', 5],
    ['input.n / 2', 1.5],
    ['7 / 2', 3],
    ['input.n % 2', 1],
    ['-input.n', -3],
    ['input.n == 3 && 3 == input.n && input.n == 3.0', true],
    ['input.n != 4', true],
    ['input.n >= 3 && 2 < input.n', true],
    ['"n" + input.n + 1', 'n31'],
    ['input.n + "n"', '3n'],
    ['input.half + ""', '0.5'],
    ['input.name == null', false],
    ['input.none == null', true],
    ['input.n in [1, 2, 3]', true],
    ['2 in input.numbers', true],
    ['"a" in input.tags', true],
    ['"name" in input', true],
    ['{"x": 1} in [{"x": input.n - 2}]', true],
    ['input.numbers == [1, 2]', true],
    ['size(posts) > 1 && size(input.name) == 2', true],
    ['input.numbers + [3]', [1, 2, 3]],
  ])('%s is %j', (source, value) => {
    expect(evaluated(source)).toEqual(value);
  });
});

describe('lists and objects', () => {
  it.each<[string, Json]>([
    ['posts.filter(post, post.likes > 10).map(post, post.id)', [2]],
    ['posts.map(post, post.likes > 10, post.id)', [2]],
    ['posts.all(post, post.likes > 4) && posts.exists(post, post.id == 2)', true],
    ['posts.filter(post, has(post.tag)).size()', 1],
    ['posts.map(input, input.id)', [1, 2]],
    ['cel.bind(best, posts[1], best.likes)', 50],
    ['[1, "a", null, {"k": input.n}]', [1, 'a', null, { k: 3 }]],
    ['posts[input.n - 2].id', 2],
    ['input["name"]', 'Bo'],
    ['odd.constructor + odd.deep[0].constructor', 3],
    ['odd', { constructor: 1, deep: [{ constructor: 2 }], __proto__x: 3 }],
    ['size(odd)', 3],
  ])('%s is %j', (source, value) => {
    expect(evaluated(source)).toEqual(value);
  });
});

describe('what need not be there', () => {
  it.each<[string, Json]>([
    ['has(input.tone) ? input.tone : "friendly"', 'friendly'],
    ['has(input.name) ? 1 : "other type"', 1],
    ['has(context.tenant.name)', false],
    ['has(nobody.x)', false],
    ['input.?tone.orValue("calm")', 'calm'],
    ['input.?tone', null],
  ])('%s is %j', (source, value) => {
    expect(evaluated(source)).toEqual(value);
  });

  it('fails without has(), and says so', () => {
    expect(() => evaluated('input.tone')).toThrow(
      expect.objectContaining({
        code: 'REFERENCE_MISSING',
        detail: expect.stringContaining('has(input.tone)') as unknown,
      }),
    );
  });
});

it.each<[string, Json]>([
  ['duration("90s")', '90s'],
  ['timestamp("2026-01-01T00:00:00Z")', '2026-01-01T00:00:00.000Z'],
  ['b"abc"', 'YWJj'],
  ['5u', 5],
  ['type(input.n)', 'double'],
  ['optional.of(1)', 1],
  ['optional.none()', null],
])('%s becomes JSON', (source, value) => {
  expect(evaluated(source)).toEqual(value);
});

it.each([
  ['size(posts', 10, 10, 'expected ")" but found the end'],
  ['{{ size(posts }}', 10, 10, 'expected ")" but found the end'],
  ['input.n = 1', 8, 9, 'unexpected "="; write "==" to compare'],
  ['input.n & 1', 8, 9, 'unexpected "&"; write "&&"'],
  ['"abc', 0, 4, 'the closing quote of a string is missing'],
  ['{{params.a}} == 1', 10, 11, 'braces inside braces; write the whole expression in one pair'],
  ['siz(posts)', 0, 10, 'there is no function "siz"; did you mean "size"?'],
  ['size(1, 2)', 0, 10, 'size() does not work on this kind of value or number of values'],
  ['"a" > 1', 0, 7, '">" does not work between a string and a number'],
  ['has(input)', 4, 9, 'has() needs a field, such as has(input.tone)'],
  ['loop.x', 0, 4, '"loop" is a word of the expression language and cannot be a name'],
  ['{"constructor": 1}', 1, 14, '"constructor" cannot be a key in an expression'],
  ['', 0, 0, 'the expression is empty'],
])('%s cannot be read: EXPRESSION_INVALID with its range', (source, start, end, reason) => {
  const problem = thrownBy(() => compileExpression(source));
  expect(problem).toBeInstanceOf(ExpressionProblem);
  expect(problem).toMatchObject({ code: 'EXPRESSION_INVALID', reason, start, isRetryable: false });
  expect((problem as ExpressionProblem).end).toBeGreaterThanOrEqual(end);
});

it.each([
  ['input.name > 1', '">" does not work between a string and a number'],
  ['!input.name', '"!" does not work on a string'],
  ['1 / 0', 'it divides by zero'],
  ['input.n / 0', 'the result is not a finite number; was something divided by zero?'],
  ['input.n ? 1 : 2', 'the part before "?" must be true or false'],
  ['input.name && true', '"&&" and "||" need true or false on both sides'],
  ['"a" in input.name', '"in" needs a list or an object on its right'],
  ['posts.map(post, post.tag)', 'there is no field "tag"'],
  ['posts[input.n]', 'the list has no entry of that number; entries count from 0'],
  ['int(input.name)', 'the string is not a whole number'],
])('%s fails with EXPRESSION_FAILED in our words', (source, reason) => {
  expect(() => evaluated(source)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_FAILED', reason, isRetryable: false }),
  );
});

it('knows the names that a result cannot have', () => {
  expect(['input', 'index', 'loop', 'in', 'true', 'optional', 'cel', 'map', 'caption'].map(isReservedName)).toEqual([
    ...Array.from({ length: 8 }, () => true),
    false,
  ]);
});

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
