import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { patternProblems } from './pattern.ts';
import { EXPECT_KEYS, FAILURE_KEYS, WARNING_KEYS, type SuiteFields } from './suite-fields.ts';
import type { DocumentPath, Expectations } from './suite.ts';

/** What a test expects, as it is written. */
export function readExpectations(fields: SuiteFields, value: Json, path: DocumentPath): Expectations | undefined {
  const expect = fields.object(value, path, '"expect"', EXPECT_KEYS);
  if (expect === undefined) return undefined;
  const expectations: Expectations = { path };
  const at = (key: string) => [...path, key];
  const has = (key: (typeof EXPECT_KEYS)[number]) => Object.hasOwn(expect, key);
  for (const { path: inner, message } of patternProblems(expect)) fields.refuse([...path, ...inner], message);
  if (has('failure')) {
    const failure = readFailure(fields, expect['failure']!, at('failure'));
    if (failure !== undefined) expectations.failure = failure;
  }
  if (has('output')) expectations.output = expect['output']!;
  for (const key of ['results', 'calls'] as const) {
    if (!has(key)) continue;
    const object = fields.object(expect[key], at(key), `"${key}"`);
    if (object !== undefined) expectations[key] = object;
  }
  for (const key of ['order', 'skipped', 'ran'] as const) {
    if (!has(key)) continue;
    const steps = fields.texts(expect[key]!, at(key), `"${key}"`);
    if (steps !== undefined) expectations[key] = steps;
  }
  if (has('warnings')) expectations.warnings = readWarnings(fields, expect['warnings']!, at('warnings'));
  if (expectations.calls !== undefined) checkCalls(fields, expectations.calls, at('calls'));
  if (has('failure') && has('output')) fields.refuse(at('output'), 'a run that fails has no "output"', 'key');
  return expectations;
}

function readFailure(fields: SuiteFields, value: Json, path: DocumentPath): JsonObject | undefined {
  if (value === true) return {};
  if (typeof value === 'string') return { code: value };
  return fields.object(value, path, '"failure"', FAILURE_KEYS);
}

function readWarnings(fields: SuiteFields, value: Json, path: DocumentPath): Json[] {
  if (!Array.isArray(value)) {
    fields.refuse(path, '"warnings" must be a list, one entry a warning; an empty one: no warnings');
    return [];
  }
  return value.map((entry, index) =>
    typeof entry === 'string' && !entry.startsWith('$')
      ? { code: entry }
      : isJsonObject(entry) && !Object.keys(entry)[0]?.startsWith('$')
        ? (fields.object(entry, [...path, index], 'a warning', WARNING_KEYS) ?? null)
        : entry,
  );
}

function checkCalls(fields: SuiteFields, calls: JsonObject, path: DocumentPath): void {
  for (const [step, expected] of Object.entries(calls)) {
    const isCount = typeof expected === 'number' && Number.isInteger(expected) && expected >= 0;
    if (isCount || Array.isArray(expected) || isJsonObject(expected)) continue;
    fields.refuse([...path, step], 'must be a number of calls, the settings of the only call, or a list of them');
  }
}
