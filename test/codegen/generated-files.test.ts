import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCatalogue } from '../../src/catalogue.ts';
import { flowSchema } from '../../src/codegen/flow-schema.ts';
import { GENERATED_FOLDERS, generatedFiles } from '../../src/codegen/generated-files.ts';
import { GENERATED, generatedFrom } from '../../src/codegen/generated.ts';
import { exampleStep } from '../../src/codegen/snippet.ts';
import { stepSchemas } from '../../src/codegen/step-schema.ts';
import type { JsonObject } from '../../src/json.ts';
import { builtInSteps } from '../../src/steps/index.ts';
import { problemsOf, validatorOf } from './validator.ts';

const root = path.resolve(import.meta.dirname, '../..');
const catalogue = createCatalogue(builtInSteps);
const schema = flowSchema(catalogue);
const validate = validatorOf(schema);
const flowOf = (step: JsonObject) => ({ slug: 'a', name: 'A', steps: [step] });

test('every generated file says so and is fresh', () => {
  const files = generatedFiles(catalogue);
  expect(files.size).toBeGreaterThanOrEqual(36);
  const stale = [...files].filter(
    ([name, text]) => !existsSync(path.join(root, name)) || readFileSync(path.join(root, name), 'utf8') !== text,
  );
  expect(stale.map(([name]) => name)).toEqual([]);
  for (const [name, text] of files)
    expect(text).toContain(name === 'docs/rules.md' ? generatedFrom('rules') : GENERATED);
});

test('nothing but generated files stands in their folders', () => {
  const files = generatedFiles(catalogue);
  const found = GENERATED_FOLDERS.flatMap((folder) =>
    readdirSync(path.join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${folder}/${entry.name}`),
  );
  expect(found.filter((name) => !files.has(name))).toEqual([]);
  expect(found.length).toBeGreaterThanOrEqual(35);
});

describe.each(catalogue.types.map((stepType) => [stepType.type, stepType] as const))('%s', (type, stepType) => {
  test('the schema takes its example in both spellings', () => {
    const example = exampleStep(stepType, 'result');
    const nested = { type, result_key: 'result', config: stepType.example as JsonObject };
    expect(problemsOf(schema, flowOf(example))).toEqual([]);
    expect(validate(flowOf(nested))).toBe(true);
  });

  test('the schema refuses a setting that does not exist', () => {
    expect(validate(flowOf({ ...exampleStep(stepType), no_such_key: 1 }))).toBe(false);
    expect(validate(flowOf({ type, config: { ...(stepType.example as JsonObject), no_such_setting: 1 } }))).toBe(false);
  });

  test('the schema of its own is not empty', () => {
    const { properties } = stepSchemas(catalogue)[type] as { properties: JsonObject };
    const settings =
      stepType.dialect === 1 ? (properties['config'] as { properties: JsonObject }).properties : properties;
    for (const name of Object.keys(stepType.example as JsonObject)) expect(settings).toHaveProperty([name]);
  });
});

const documented = (folder: string) =>
  readdirSync(path.join(root, 'test/cases/seeds', folder)).map((name) => {
    const text = readFileSync(path.join(root, 'test/cases/seeds', folder, name), 'utf8');
    return [name, JSON.parse(text) as JsonObject] as const;
  });

test.each(documented('flows'))('the schema takes the documented flow %s', (_, flow) => {
  expect(problemsOf(schema, flow)).toEqual([]);
});

test.each(documented('steps'))('the schema takes the documented step %s', (_, step) => {
  expect(problemsOf(schema, flowOf(step))).toEqual([]);
});

test('there are documented steps to look at', () => {
  expect(documented('steps').length).toBeGreaterThanOrEqual(35);
});

test.each([
  ['no steps', { slug: 'a', name: 'A' }],
  ['a slug that no tag can name', { slug: 'A b', name: 'A', steps: [] }],
  ['an unknown key', { slug: 'a', name: 'A', steps: [], stpes: [] }],
  ['an unknown type', flowOf({ type: 'directus_raed', config: { collection: 'a' } })],
  ['a missing setting', flowOf({ type: 'stagehand_act', config: { sessionId: '$b.sessionId' } })],
  ['a number as text', flowOf({ type: 'directus_read', config: { collection: 'a', limit: 'ten' } })],
  ['an operation that does not exist', flowOf({ type: 'directus', operation: 'make-item' })],
  ['a long time limit', flowOf({ type: 'delay', ms: 1, timeout_ms: 300_000 })],
])('the schema refuses %s', (_, document) => {
  expect(validate(document)).toBe(false);
});
