import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MATCHERS } from '../../../src/kit/testing/pattern.ts';
import {
  CASE_KEYS,
  EXPECT_KEYS,
  FAILURE_KEYS,
  MOCK_KEYS,
  SUITE_KEYS,
  DEFAULT_KEYS,
  ERROR_KEYS,
} from '../../../src/kit/testing/suite-fields.ts';
import { flowTestSchema } from '../../../src/codegen/flow-test-schema.ts';
import { parseYaml } from '../../../src/kit/testing/yaml-text.ts';
import { validatorOf } from '../../codegen/validator.ts';
import { codeBlocks } from '../../docs/markdown.ts';
import { mistakesIn, runText } from './bench.ts';

const root = new URL('../../../', import.meta.url);
const page = readFileSync(new URL('docs/testing.md', root), 'utf8');
const blocks = codeBlocks('docs/testing.md', page);

test('the example of the page passes its own tests', async () => {
  const flow = blocks.find(({ language }) => language === 'json');
  const tests = blocks.find(({ language }) => language === 'yaml');
  const { results, tester } = await runText(JSON.parse(flow!.text) as object, tests!.text);
  expect(results.map(({ name, problems }) => [name, problems])).toEqual(results.map(({ name }) => [name, []]));
  expect(results.length).toBeGreaterThanOrEqual(4);
  expect(tester.coverage().steps.missing).toEqual([]);
});

test('the page names every key', () => {
  const keys = [
    ...SUITE_KEYS,
    ...CASE_KEYS,
    ...DEFAULT_KEYS,
    ...EXPECT_KEYS,
    ...FAILURE_KEYS,
    ...MOCK_KEYS,
    ...MATCHERS,
  ];
  const missing = [...keys, ...ERROR_KEYS].filter((key) => key !== '$schema' && !page.includes(key));
  expect(missing).toEqual([]);
});

type Properties = { properties: Record<string, { properties?: object }> };

test('the schema for editors has the same keys as the command', () => {
  const schema = flowTestSchema() as unknown as {
    anyOf: [unknown, Properties];
    definitions: Record<'test' | 'expect' | 'special-mock', Properties>;
  };
  const { definitions } = schema;
  const keysOf = (object: object | undefined) => Object.keys(object ?? {}).toSorted();
  expect(keysOf(schema.anyOf[1].properties)).toEqual([...SUITE_KEYS].toSorted());
  expect(keysOf(schema.anyOf[1].properties['defaults']!.properties)).toEqual([...DEFAULT_KEYS].toSorted());
  expect(keysOf(definitions.test.properties)).toEqual([...CASE_KEYS].toSorted());
  expect(keysOf(definitions.expect.properties)).toEqual([...EXPECT_KEYS].toSorted());
  expect(keysOf(definitions['special-mock'].properties)).toEqual([...MOCK_KEYS].toSorted());
});

const validate = validatorOf(flowTestSchema());
const SLUGS = [
  'media-process',
  'memory-recall',
  'message-generate',
  'post-create',
  'scout-analyze',
  'scrape-profile',
  'taxonomy-tag',
];

test.each(SLUGS)('the schema takes the tests of %s', (slug) => {
  const text = readFileSync(new URL(`flows/${slug}.test.yaml`, root), 'utf8');
  expect(mistakesIn(text)).toEqual([]);
  expect(validate(parseYaml(text).value)).toBe(true);
});

test.each([
  ['an unknown key', [{ name: 'a', expct: {} }]],
  ['no name', [{ input: {} }]],
  ['two kinds of mock', [{ name: 'a', mocks: { x: { $error: 'X', $stub: true } } }]],
  ['an error without a code', [{ name: 'a', mocks: { x: { $error: {} } } }]],
  ['an inner mock that is none', [{ name: 'a', mocks: { x: { $tries: [{ $error: 3 }] } } }]],
  ['a negative number of calls', [{ name: 'a', expect: { calls: { x: -1 } } }]],
])('the schema refuses %s', (_, document) => {
  expect(validate(document)).toBe(false);
});
