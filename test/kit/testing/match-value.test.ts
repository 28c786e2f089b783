import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../../src/json.ts';
import { isEqual, matchValue } from '../../../src/kit/testing/match-value.ts';
import { patternProblems } from '../../../src/kit/testing/pattern.ts';

const messages = (pattern: Json, actual: Json | undefined) =>
  matchValue(pattern, actual).map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));

test('of an object the keys that are named matter, of a list all entries', () => {
  expect(messages({ a: 1, b: { c: [1, { d: 2 }] } }, { a: 1, x: 9, b: { c: [1, { d: 2, y: 9 }], z: 9 } })).toEqual([]);
  expect(messages({ a: [1] }, { a: [1, 2] })).toEqual(['a: expected 1 entry, got 2 entries: [1,2]']);
  expect(messages({ a: { b: 1 } }, { a: {} })).toEqual(['a.b: expected 1, but it is not there']);
});

test('values are equal or not: a number is no text, null is a value', () => {
  expect(messages(1, '1')).toEqual(['expected 1, got "1"']);
  expect(messages(null, null)).toEqual([]);
  expect(messages(null, undefined)).toEqual(['expected null, but it is not there']);
  expect(messages({}, [])).toEqual(['expected {}, got []']);
});

test.each<[string, Json, Json | undefined, string[]]>([
  ['$any takes everything that is there', '$any', null, []],
  ['$any wants something', { a: { $any: true } }, {}, ['a: expected any value, but it is not there']],
  ['$absent', { a: '$absent' }, {}, []],
  ['$absent is not null', { a: '$absent' }, { a: null }, ['a: expected nothing, got null']],
  ['$type', { $type: 'list' }, [], []],
  ['$type of the wrong one', { $type: 'text' }, 3, ['expected a text, got 3']],
  ['$type object', { $type: 'object' }, null, ['expected an object, got null']],
  ['$match', { $match: '^a.c$' }, 'abc', []],
  ['$match counts signs, not halves of them', { $match: '^.$' }, '🙂', []],
  ['$match of something else', { $match: 'a' }, 1, ['expected a text that matches /a/, got 1']],
  ['$contains in a text', { $contains: 'b' }, 'abc', []],
  ['$contains in a list', { $contains: { id: 2 } }, [{ id: 1 }, { id: 2, x: 1 }], []],
  ['$contains nothing', { $contains: 4 }, [1], ['expected something that contains 4, got [1]']],
  ['$length of a text', { $length: 1 }, '🙂', []],
  ['$length in a range', { $length: { min: 2, max: 3 } }, [1, 2, 3], []],
  ['$length out of it', { $length: { min: 2 } }, [1], ['expected a length of 2 to more, got [1]']],
  ['$length of a number', { $length: 0 }, 0, ['expected a length of 0, got 0']],
  ['$not', { $not: { $contains: 'secret' } }, 'open', []],
  ['$not, and it is', { $not: 1 }, 1, ['expected anything but 1']],
  ['$not of what is absent', { a: { $not: 1 } }, {}, []],
  ['$exact', { $exact: { a: [1, { b: 2 }] } }, { a: [1, { b: 2 }] }, []],
  ['$exact with more', { $exact: { a: { b: 1 } } }, { a: { b: 1, c: 2 } }, ['$exact.a.c: expected no such key, got 2']],
  ['$exact takes no matchers', { $exact: '$any' }, 'x', ['$exact: expected "$any", got "x"']],
])('%s', (_, pattern, actual, expected) => {
  expect(messages(pattern, actual)).toEqual(expected);
});

test('of long texts the part around the first difference is shown', () => {
  const long = 'x'.repeat(200);
  expect(messages(`${long}a${long}`, `${long}b${long}`)[0]).toMatch(
    /^differs from character 201 on: expected "…x{20}ax+…", got "…x{20}bx+…"$/,
  );
});

test('a matcher that cannot be used is told with its place', () => {
  const problems = (pattern: Json) =>
    patternProblems(pattern).map(({ path, message }) => `${path.join('.')}: ${message}`);
  expect(problems({ a: [{ $mach: 'x' }] })).toEqual([
    'a.0.$mach: unknown matcher "$mach"; did you mean "$match"?; write a value that has this key under "$exact"',
  ]);
  expect(problems({ $match: '(' })[0]).toMatch(/^\$match: "\$match": Invalid regular expression/);
  expect(problems({ $type: 'string' })).toEqual([
    '$type: "$type" must be one of text, number, boolean, object, list, null',
  ]);
  expect(problems({ $length: -1 })).toEqual([
    '$length: "$length" must be a number, or an object with "min", "max" or both',
  ]);
  expect(problems({ $any: true, b: 1 })).toEqual(['$any: "$any" is a matcher and stands alone']);
  expect(problems({ $not: { $contains: { $any: 1 } } })).toEqual(['$not.$contains.$any: "$any" must be true']);
  expect(problems({ $exact: { $anything: 1 } })).toEqual([]);
});

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

test('a value matches itself exactly, and equals only what is the same', () => {
  fc.assert(
    fc.property(json, json, (one, other) => {
      expect(matchValue({ $exact: one }, structuredClone(one))).toEqual([]);
      expect(matchValue({ $exact: one }, other).length === 0).toBe(isEqual(one, other));
    }),
  );
});
