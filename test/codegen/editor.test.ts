import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCatalogue } from '../../src/catalogue.ts';
import { flowSchema } from '../../src/codegen/flow-schema.ts';
import { exampleStep } from '../../src/codegen/snippet.ts';
import { stepSchemas } from '../../src/codegen/step-schema.ts';
import type { JsonObject } from '../../src/json.ts';
import { builtInSteps } from '../../src/steps/index.ts';
import { editorWith } from './editor.ts';
import { insertedText } from './inserted-text.ts';

const root = path.resolve(import.meta.dirname, '../..');
const types = builtInSteps.map(({ type }) => type);
const catalogue = createCatalogue(builtInSteps);
const editor = editorWith(flowSchema(catalogue));

/** Every place where steps may stand. */
const PLACES: ReadonlyArray<readonly [string, (step: string) => string]> = [
  ['steps', (step) => flowOf(step)],
  ['finally', (step) => `{ "slug": "a", "name": "A", "steps": [], "finally": [${step}] }`],
  ['then', (step) => flowOf(`{ "type": "condition", "if": "true", "then": [${step}] }`)],
  ['else, under config', (step) => flowOf(`{ "type": "condition", "config": { "if": "true", "else": [${step}] } }`)],
  ['the steps of a loop', (step) => flowOf(`{ "type": "loop", "items": "$posts", "steps": [${step}] }`)],
  ['a branch', (step) => flowOf(`{ "type": "parallel", "branches": { "one": [${step}] } }`)],
  ['the steps of wait-for', (step) => flowOf(`{ "type": "wait-for", "until": "true", "steps": [${step}] }`)],
  ['on_error', (step) => flowOf(`{ "type": "delay", "ms": 1, "on_error": { "steps": [${step}] } }`)],
];

function flowOf(step: string): string {
  return `{ "slug": "a", "name": "A", "steps": [${step}] }`;
}

const labels = async (text: string) => (await editor.completions(text)).map(({ label }) => label);
const ofTypes = types.map((type) => JSON.stringify(type));

describe.each(PLACES)('in %s', (_, document) => {
  test('an unknown type is answered with the known ones, and with nothing else', async () => {
    const problems = await editor.problems(document('{ "type": "directus_raed", "config": {} }'));
    expect(problems).toEqual([`Value is not accepted. Valid values: ${ofTypes.join(', ')}.`]);
  });

  test('the types are offered, each with what it does', async () => {
    const offered = await editor.completions(document('{ "type": "|" }'));
    expect(offered.map(({ label }) => label).toSorted()).toEqual(ofTypes.toSorted());
    const { documentation } = offered.find(({ label }) => label === '"directus_read"')!;
    expect(documentation).toBe('Read one item or a list of items from a Directus collection.');
  });

  test('the settings are offered under config and beside the type', async () => {
    const nested = await labels(document('{ "type": "directus_read", "config": { "collection": "posts", "|" } }'));
    expect(nested).toEqual(expect.arrayContaining(['id', 'filter', 'fields', 'limit']));
    expect(nested).not.toContain('collection');
    const flat = await labels(document('{ "type": "http", "|" }'));
    expect(flat).toEqual(expect.arrayContaining(['url', 'method', 'body', 'name', 'when', 'on_error', 'retry']));
    expect(flat).not.toContain('collection');
  });

  test('a misspelt setting, a wrong type and a wrong value are named', async () => {
    expect(await editor.problems(document('{ "type": "delay", "mss": 5 }'))).toEqual([
      'Missing property "ms".',
      'Property mss is not allowed.',
    ]);
    const wrong = '{ "type": "directus_read", "config": { "collection": "a b", "limit": "ten" } }';
    expect(await editor.problems(document(wrong))).toEqual([
      'must be the name of a collection: letters, digits and "_"',
      'Incorrect type. Expected "integer".',
    ]);
  });

  test('a whole step of every type is offered', async () => {
    const offered = await labels(document('|'));
    expect(offered).toEqual(expect.arrayContaining(types));
  });
});

test.each(types)('the snippet of %s is its example and has no problem', async (type) => {
  const stepType = catalogue.get(type)!;
  const snippet = (await editor.completions(flowOf('|'))).find(({ label }) => label === type)!;
  expect(snippet.documentation).toBe(stepType.summary);
  const inserted = insertedText(snippet.textEdit!.newText);
  expect(JSON.parse(inserted)).toEqual(exampleStep(stepType, 'result'));
  expect(await editor.problems(flowOf(inserted))).toEqual([]);
});

test('an empty file offers a whole flow in each dialect, which has no problem', async () => {
  const flows = (await editor.completions('|')).filter(({ label }) => label.startsWith('flow'));
  expect(flows.map(({ label }) => label)).toEqual(['flow, dialect 1', 'flow, dialect 2']);
  for (const { textEdit } of flows) {
    const inserted = insertedText(textEdit!.newText);
    expect(await editor.problems(inserted)).toEqual([]);
    expect(JSON.parse(inserted)).toMatchObject({ slug: 'my-flow', output: { value: '$result' } });
  }
});

test.each([
  [
    'a setting without an example that is an object',
    '{ "type": "directus_read", "config": { | } }',
    'deep',
    '"deep": {}',
  ],
  ['a setting with a default', '{ "type": "http", | }', 'method', '"method": "GET"'],
  [
    'a setting of the example',
    '{ "type": "directus_read", "config": { | } }',
    'filter',
    '"filter": { "user_id": { "_eq": "$context.user_id" } }',
  ],
  ['an expression', '{ "type": "delay", | }', 'when', '"when": "size(posts) > 3"'],
  [
    'the settings as a whole',
    '{ "type": "stagehand_close", | }',
    'config',
    '"config": { "sessionId": "$session.sessionId" }',
  ],
])('%s is inserted with a value', async (_, step, name, expected) => {
  const item = (await editor.completions(flowOf(step))).find(({ label }) => label === name)!;
  expect(insertedText(item.textEdit!.newText).replaceAll(/\s+/g, ' ').replace(/,$/, '')).toBe(expected);
});

test.each([
  [
    'a type',
    '{ "type": "directus_re|ad", "config": {} }',
    'Read one item or a list of items from a Directus collection',
  ],
  ['a setting', '{ "type": "http", "ur|l": "https://example.com" }', 'Where to, http or https'],
  ['an operation', '{ "type": "directus", "operation": "read-it|em" }', 'One item, by its primary key'],
  ['a setting that is an expression', '{ "type": "condition", "i|f": "true" }', 'Which branch runs'],
  ['a key of the envelope', '{ "type": "delay", "wh|en": "true" }', 'When it is false, the step is skipped'],
  [
    'a setting with code in its description',
    '{ "type": "directus_read", "config": { "so|rt": "a" } }',
    '`-date` sorts from last to first',
  ],
])('%s shows what it is', async (_, step, text) => {
  expect((await editor.hover(flowOf(step))).replaceAll(/\\(?=[.,])/g, '')).toContain(text);
});

test.each([
  ['an operation', '{ "type": "directus", "operation": "make-item" }', 'Valid values: "list-collections"'],
  ['a URL', '{ "type": "http", "url": "ftp://example.com" }', 'must be an http or https URL'],
  ['a key', '{ "type": "delay", "ms": 1, "name": "9a" }', 'Use letters, digits and "_"'],
  ['a reserved key', '{ "type": "delay", "ms": 1, "name": "params" }', 'Choose another name'],
  [
    'a word of the expression language',
    '{ "type": "delay", "ms": 1, "name": "size", "when": "" }',
    'shorter than the minimum',
  ],
  ['a value of on_error', '{ "type": "delay", "ms": 1, "on_error": "ignore" }', 'Valid values: "fail", "continue"'],
])('%s that is wrong is answered in words', async (_, step, message) => {
  const problems = await editor.problems(flowOf(step));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(message);
});

test('the flows that ship have no problem', async () => {
  const names = readdirSync(path.join(root, 'flows')).filter((name) => name.endsWith('.json'));
  expect(names.length).toBeGreaterThan(3);
  for (const name of names) {
    expect(await editor.problems(readFileSync(path.join(root, 'flows', name), 'utf8'))).toEqual([]);
  }
});

test('every schema of one step type finds what is wrong with a step of it', async () => {
  const schemas = Object.entries(stepSchemas(catalogue));
  expect(schemas).toHaveLength(types.length);
  for (const [type, schema] of schemas) {
    const step = { type: 'object' };
    const alone = editorWith({ ...schema, definitions: { ...(schema['definitions'] as JsonObject), step } });
    expect(await alone.problems(JSON.stringify(exampleStep(catalogue.get(type)!)))).toEqual([]);
    expect(await alone.problems(JSON.stringify({ type, no_such_key: 1 }))).not.toEqual([]);
    expect(await alone.problems(JSON.stringify({ type: 'another', config: {} }))).not.toEqual([]);
  }
});
