import { expect, test } from 'vitest';
import { readSuite } from '../../../src/kit/testing/read-suite.ts';
import { readTestDocument } from '../../../src/kit/testing/test-document.ts';
import { mistakesIn } from './bench.ts';

const suiteOf = (text: string, isJson = false) => readSuite(readTestDocument(text, isJson)).suite!;

test('a list of tests is a test file, in YAML and in JSON', () => {
  expect(suiteOf('- name: one\n- name: two').cases.map(({ name }) => name)).toEqual(['one', 'two']);
  expect(suiteOf('[{ "name": "one" }]', true).cases[0]!.path).toEqual([0]);
  expect(suiteOf('﻿{ "tests": [{ "name": "one" }] }', true).cases[0]!.path).toEqual(['tests', 0]);
});

test('what a test says goes before what all tests share, key by key', () => {
  const { cases, flow } = suiteOf(`
flow: post-create
defaults:
  input: { a: 1, b: 1 }
  context: { user_id: ada }
  env: { KEY: x }
  now: 2030-05-01T00:00:00Z
  trigger: tag
  confirmed: true
  mocks: { one: 1, two: 2 }
tests:
  - name: same
  - name: other
    input: { b: 2 }
    now: '2031-01-01T00:00:00Z'
    trigger: person
    confirmed: false
    mocks: { two: 3 }
    skip: not yet
`);
  expect(flow).toBe('post-create');
  expect(cases[0]).toMatchObject({
    input: { a: 1, b: 1 },
    context: { user_id: 'ada' },
    env: { KEY: 'x' },
    now: Date.UTC(2030, 4, 1),
    trigger: 'tag',
    isConfirmed: true,
    skip: undefined,
  });
  expect(cases[1]).toMatchObject({
    input: { a: 1, b: 2 },
    now: Date.UTC(2031, 0, 1),
    trigger: 'person',
    isConfirmed: false,
    skip: 'not yet',
  });
  expect([...cases[1]!.mocks].map(([name, { isShared }]) => [name, isShared])).toEqual([
    ['one', true],
    ['two', false],
  ]);
});

test.each([
  ['nothing', '# only this', '1:1 the file is empty; write a list of tests'],
  ['a text', 'tests', '1:1 the file holds no tests; write a list of tests'],
  ['no tests', 'flow: x', '1:1 "tests" must be a list with at least one test'],
  ['an empty list', '[]', '1:1 "tests" must be a list with at least one test'],
  ['a misspelt key', '- name: a\n  expct: {}', '2:3 unknown key "expct"; did you mean "expect"?'],
  ['a misspelt key of the file', 'test:\n  - name: a', '1:1 unknown key "test"; did you mean "tests"?'],
  ['a misspelt expectation', '- name: a\n  expect: { ouput: 1 }', '2:13 unknown key "ouput"; did you mean "output"?'],
  [
    'a misspelt key of a failure',
    '- name: a\n  expect: { failure: { cod: X } }',
    '2:24 unknown key "cod"; did you mean "code"?',
  ],
  ['no name', '- input: {}', '1:3 a test needs a "name", which must be a text'],
  ['a name twice', '- name: a\n- name: a', '2:9 there is another test "a"'],
  ['a test that is none', '- 3', '1:3 a test must be an object'],
  ['an input that is none', '- name: a\n  input: [1]', '2:10 "input" must be an object'],
  [
    'a wrong trigger',
    '- name: a\n  trigger: persn',
    '2:12 "trigger" must be one of person, tag, queue; did you mean "person"?',
  ],
  ['no time', '- name: a\n  now: tomorrow', '2:8 "now" must be a time such as 2030-01-01T00:00:00Z'],
  ['a variable that is no text', '- name: a\n  env: { KEY: 1 }', '2:15 "KEY" must be a text'],
  [
    'an unknown kind of mock',
    '- name: a\n  mocks: { x: { $eror: X } }',
    '2:17 unknown kind of mock "$eror"; did you mean "$error"?; write a result that has this key under "$value"',
  ],
  ['two kinds at once', '- name: a\n  mocks: { x: { $error: X, id: 1 } }', '2:28 "id" cannot stand beside "$error"'],
  ['no code', '- name: a\n  mocks: { x: { $error: {} } }', '2:25 an error needs a "code", which must be a text'],
  [
    'a code that is none',
    '- name: a\n  mocks: { x: { $error: rate limit } }',
    '2:25 "code" must be capitals, digits and "_", such as RATE_LIMITED',
  ],
  ['no answers', '- name: a\n  mocks: { x: { $tries: [] } }', '2:25 "$tries" must be a list with at least one answer'],
  [
    'a stub that is none',
    '- name: a\n  mocks: { x: { $stub: 1 } }',
    '2:24 "$stub" must be true, or an object with the fields that are to be replaced',
  ],
  [
    'calls that are none',
    '- name: a\n  expect: { calls: { x: often } }',
    '2:25 must be a number of calls, the settings of the only call, or a list of them',
  ],
  [
    'a failure with an output',
    '- name: a\n  expect: { failure: true, output: 1 }',
    '2:28 a run that fails has no "output"',
  ],
  [
    'a broken pattern',
    '- name: a\n  expect: { output: { a: { $mach: x } } }',
    '2:35 unknown matcher "$mach"; did you mean "$match"?; write a value that has this key under "$exact"',
  ],
])('%s is a mistake with its place', (_, text, expected) => {
  expect(mistakesIn(text)).toContain(expected);
});

test('broken texts are mistakes, never a crash', () => {
  expect(mistakesIn('- name: [a')[0]).toMatch(/^1:\d+ /);
  expect(mistakesIn('{ "tests": [ }', true)[0]).toMatch(/^1:\d+ /);
  expect(mistakesIn('{ "tests": [], // no\n }', true)[0]).toMatch(/^1:\d+ .*comment/i);
  expect(mistakesIn('- name: a\n  name: b')[0]).toMatch(/^2:3 .*unique/);
  expect(mistakesIn('- name: a\n  input: { n: .nan }')[0]).toMatch(/a number here is none that JSON can hold/);
  expect(mistakesIn('- name: a\n  input: &a { self: *a }').length).toBeGreaterThan(0);
  expect(mistakesIn(`${'['.repeat(3000)}${']'.repeat(3000)}`, true).length).toBeGreaterThan(0);
  expect(mistakesIn(`${'['.repeat(3000)}${']'.repeat(3000)}`).length).toBeGreaterThan(0);
  expect(mistakesIn('---\n- name: a\n---\n- name: b').length).toBeGreaterThan(0);
  expect(mistakesIn('x'.repeat(5_000_001))).toEqual(['1:1 the file has more than 5 MB']);
  expect(mistakesIn('- name: !!binary aGk=\n  input: ! {}').length).toBeGreaterThan(0);
});

test('what is truncated anywhere is read or refused, never a crash', () => {
  const text =
    '- name: a\n  mocks: { x: { $tries: [1, { $error: X }] } }\n  expect:\n    calls: { x: [{ a: $any }] }\n';
  for (let end = 0; end <= text.length; end++) expect(Array.isArray(mistakesIn(text.slice(0, end)))).toBe(true);
});
