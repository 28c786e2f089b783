import { expect, test } from 'vitest';
import type { Json } from '../../../src/json.ts';
import { planUpdate, readTestDocument, updateDocument, valueAt } from '../../../src/kit/testing/index.ts';
import type { DocumentPath } from '../../../src/kit/testing/suite.ts';
import { flowOf, runText } from './bench.ts';

const EXPECT: DocumentPath = ['tests', 0, 'expect'];

/** The text after one change. */
function changed(text: string, path: DocumentPath, value: Json | undefined, isJson = false): string {
  const document = readTestDocument(text, isJson);
  expect(document.problems).toEqual([]);
  const { text: after, applied } = updateDocument(document, [{ test: 'a', subject: '', path, value }], isJson);
  if (applied.length === 1) expect(valueAt(readTestDocument(after, isJson).value, path)).toEqual(value);
  return after;
}

const TEXT = `# head
tests:
  - name: a   # its name
    expect:
      # why
      output: 1   # one
      results:
        # a comment inside
        post:
          id: p1
          tags: [ x,  y ]   # odd spaces
        other: { a: 1,   b: "two" }

      order:
        - one
        - two # last
# tail
`;

test.each<[string, DocumentPath, Json | undefined, string, string]>([
  ['a value', ['output'], 2, '      output: 1   # one', '      output: 2   # one'],
  ['a value that becomes a text', ['output'], 'a: b', 'output: 1 ', 'output: "a: b" '],
  ['a value that becomes an object', ['output'], { a: [1] }, 'output: 1 ', 'output:\n        a:\n          - 1 '],
  ['an entry between brackets', ['results', 'other', 'b'], { c: 3 }, '"two"', '{ c: 3 }'],
  ['a list between brackets', ['results', 'post', 'tags'], ['z'], '[ x,  y ]', '[ z ]'],
  [
    'an object that becomes a value',
    ['results', 'post'],
    null,
    '\n          id: p1\n          tags: [ x,  y ]   # odd spaces',
    ' null   # odd spaces',
  ],
  ['an entry of a list', ['order', 1], 'three', 'two # last', 'three # last'],
  ['an entry of a list that becomes an object', ['order', 0], { a: 1, b: 2 }, '- one', '- a: 1\n          b: 2'],
  ['a list that becomes empty', ['order'], [], '\n        - one\n        - two', ' []'],
  ['a key that goes', ['results', 'post', 'id'], undefined, '          id: p1\n', ''],
])('%s changes and nothing else', (_, path, value, before, after) => {
  expect(TEXT).toContain(before);
  const result = changed(TEXT, [...EXPECT, ...path], value);
  expect(result).toBe(TEXT.replace(before, () => after));
});

test('a key that is new comes last, and keeps the comment behind the last line', () => {
  const text = 'tests:\n  - name: a\n    input: {}   # none\n  - name: b\n';
  expect(changed(text, EXPECT, { output: { a: 1 } })).toBe(
    'tests:\n  - name: a\n    input: {}   # none\n    expect:\n      output:\n        a: 1\n  - name: b\n',
  );
  expect(changed('tests: [{ name: a }]', EXPECT, { output: 1 })).toBe('tests: [{ name: a, expect: { output: 1 } }]');
});

test('a text of several lines stays readable', () => {
  expect(
    changed('tests:\n  - name: a\n    expect:\n      output: x\n', [...EXPECT, 'output'], { text: 'one\ntwo\n' }),
  ).toBe('tests:\n  - name: a\n    expect:\n      output:\n        text: |\n          one\n          two\n');
});

test('JSON stays JSON, with its own indentation', () => {
  const text = `${JSON.stringify({ tests: [{ name: 'a', expect: { output: 1 } }, { name: 'b' }] }, null, 2)}\n`;
  const updated = changed(text, [...EXPECT, 'output'], { id: 'p1' }, true);
  expect(JSON.parse(updated)).toEqual({ tests: [{ name: 'a', expect: { output: { id: 'p1' } } }, { name: 'b' }] });
  expect(updated).toBe(`${JSON.stringify(JSON.parse(updated), null, 2)}\n`);
  const added = changed(updated, ['tests', 1, 'expect'], { output: [1] }, true);
  expect(added).toBe(`${JSON.stringify(JSON.parse(added), null, 2)}\n`);
});

test('line ends and a byte order mark stay', () => {
  expect(changed('\uFEFFtests:\r\n  - name: a\r\n    expect:\r\n      output: 1\r\n', [...EXPECT, 'output'], 2)).toBe(
    '\uFEFFtests:\r\n  - name: a\r\n    expect:\r\n      output: 2\r\n',
  );
});

test('what is written once and used twice is left to a person', () => {
  const text = 'tests:\n  - name: a\n    expect: { output: &x { a: 1 } }\n  - name: b\n    expect: { output: *x }\n';
  const document = readTestDocument(text, false);
  const of = (path: DocumentPath) => updateDocument(document, [{ test: 'a', subject: 's', path, value: 2 }], false);
  expect(of(['tests', 0, 'expect', 'output', 'a'])).toMatchObject({ text, applied: [], refused: [{ subject: 's' }] });
  expect(of(['tests', 1, 'expect', 'output', 'a'])).toMatchObject({ text, applied: [], refused: [{ subject: 's' }] });
});

const FLOW = flowOf(
  [
    { type: 'directus_write', result_key: 'post', config: { collection: 'posts', item: { title: '$input.title' } } },
    { type: 'error', when: "input.title == ''", config: { message: 'empty', code: 'EMPTY' } },
  ],
  { output: { id: '$post.id' } },
);
const MOCKS = 'defaults: { mocks: { post: { id: 1 } } }\n';

async function updated(tests: string) {
  const { results, tester, document } = await runText(FLOW, `${MOCKS}${tests}`);
  const plan = planUpdate(results, tester.steps);
  const { text } = updateDocument(document, plan.changes, false);
  return { ...plan, text: text.slice(MOCKS.length), after: (await runText(FLOW, text)).results };
}

test('a test without expectations gets the output and what was written', async () => {
  const { text, after } = await updated('tests:\n  - name: a\n    input: { title: Rain }\n');
  expect(text).toBe(`tests:
  - name: a
    input: { title: Rain }
    expect:
      output:
        id: 1
      calls:
        post:
          collection: posts
          item:
            title: Rain
`);
  expect(after[0]!.status).toBe('passed');
});

test('an empty object is no expectation either', async () => {
  const { text, after } = await updated('tests:\n  - name: a\n    input: { title: Rain }\n    expect: {} # see\n');
  expect(text).toContain('    expect:\n      output:\n        id: 1\n      calls:\n');
  expect(text).toContain('# see');
  expect(after[0]!.status).toBe('passed');
});

test('or its failure', async () => {
  const { text, after } = await updated('tests:\n  - name: a\n    input: { title: "" }\n');
  expect(text).toContain('failure:\n        code: EMPTY\n        step: steps[1]\n');
  expect(after[0]!.status).toBe('passed');
});

test('values are taken over, short forms stay short', async () => {
  const { text, after, left } = await updated(
    'tests:\n  - { name: a, input: { title: "" }, expect: { failure: FULL } }\n  - { name: b, input: { title: x }, expect: { calls: { post: 3 }, warnings: [X] } }\n',
  );
  expect(left).toEqual([]);
  expect(text).toBe(
    'tests:\n  - { name: a, input: { title: "" }, expect: { failure: EMPTY } }\n  - { name: b, input: { title: x }, expect: { calls: { post: 1 }, warnings: [] } }\n',
  );
  expect(after.map(({ status }) => status)).toEqual(['passed', 'passed']);
});

test('a run that ends in the wrong way is left to a person, and so are names of steps', async () => {
  const tests =
    'tests:\n  - { name: a, input: { title: x }, expect: { failure: EMPTY } }\n  - { name: b, input: { title: "" }, expect: { output: 1 } }\n  - { name: c, input: { title: x }, expect: { skipped: [post] } }\n';
  const { text, left, changes } = await updated(tests);
  expect(text).toBe(tests);
  expect(changes).toEqual([]);
  expect(left.map(({ test }) => test)).toEqual(['a', 'b', 'c']);
});
