import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { readExpectations } from './read-expectations.ts';
import { readMock } from './read-mock.ts';
import { CASE_KEYS, DEFAULT_KEYS, SUITE_KEYS, SuiteFields } from './suite-fields.ts';
import type { DocumentPath, FlowTestCase, FlowTestSuite, MockEntry, PlacedMessage } from './suite.ts';
import { DEFAULT_NOW } from './test-clock.ts';
import type { TestDocument } from './test-document.ts';

/** What a test file says, or what is wrong with it: then it is no test file, and `suite` is absent. */
export interface ReadSuite {
  suite?: FlowTestSuite;
  problems: readonly PlacedMessage[];
}

/** The settings of a case that `defaults` can hold as well. */
type Surroundings = Omit<FlowTestCase, 'name' | 'path' | 'skip' | 'expect'>;

const NOTHING: Surroundings = {
  input: {},
  context: {},
  env: {},
  trigger: 'person',
  isConfirmed: undefined,
  now: DEFAULT_NOW,
  mocks: new Map(),
};

/** Reads a test document: a list of tests, or an object with `tests`, and `flow` and `defaults` for all of them. */
export function readSuite(document: TestDocument): ReadSuite {
  const { value } = document;
  if (value === undefined || document.problems.length > 0) return { problems: document.problems };
  const fields = new SuiteFields(document);
  const isList = Array.isArray(value);
  if (!isList && !isJsonObject(value)) {
    const message = value === null ? 'the file is empty' : 'the file holds no tests';
    return { problems: [{ message: `${message}; write a list of tests`, place: document.placeOf([]) }] };
  }
  const suite = isList ? {} : fields.object(value, [], 'a test file', SUITE_KEYS);
  const path = isList ? [] : ['tests'];
  const tests = isList ? value : suite?.['tests'];
  if (suite !== undefined && (!Array.isArray(tests) || tests.length === 0)) {
    fields.refuse(path, '"tests" must be a list with at least one test');
  }
  const flow = suite?.['flow'] === undefined ? undefined : fields.text(suite['flow'], ['flow'], '"flow"');
  const shared = readSurroundings(fields, suite?.['defaults'] ?? {}, ['defaults'], DEFAULT_KEYS, NOTHING, true);
  const cases = (Array.isArray(tests) ? tests : []).map((test, index) =>
    readCase(fields, test, [...path, index], shared),
  );
  refuseSameNames(fields, cases);
  if (fields.problems.length > 0) return { problems: fields.problems };
  return { suite: { flow, cases }, problems: [] };
}

function readCase(fields: SuiteFields, value: Json, path: DocumentPath, shared: Surroundings): FlowTestCase {
  const surroundings = readSurroundings(fields, value, path, CASE_KEYS, shared, false);
  const test = value as JsonObject;
  const name = fields.text(test?.['name'], [...path, 'name'], 'a test needs a "name", which') ?? '';
  const skip = test?.['skip'];
  const expect = test?.['expect'];
  return {
    ...surroundings,
    name,
    path,
    skip: typeof skip === 'string' ? skip : skip === true ? 'skipped' : undefined,
    expect: expect === undefined ? undefined : readExpectations(fields, expect, [...path, 'expect']),
  };
}

function readSurroundings(
  fields: SuiteFields,
  value: Json,
  path: DocumentPath,
  keys: readonly string[],
  base: Surroundings,
  isShared: boolean,
): Surroundings {
  const given = fields.object(value, path, isShared ? '"defaults"' : 'a test', keys);
  if (given === undefined) return base;
  const at = (key: string) => [...path, key];
  const object = (key: 'input' | 'context' | 'env'): JsonObject =>
    given[key] === undefined ? {} : (fields.object(given[key], at(key), `"${key}"`) ?? {});
  const { trigger, confirmed, now } = given;
  return {
    input: { ...base.input, ...object('input') },
    context: { ...base.context, ...object('context') },
    env: { ...base.env, ...readTexts(fields, object('env'), at('env')) },
    trigger:
      (trigger === undefined
        ? undefined
        : fields.oneOf(trigger, at('trigger'), '"trigger"', ['person', 'tag', 'queue'])) ?? base.trigger,
    isConfirmed: confirmed === undefined ? base.isConfirmed : fields.isTrue(confirmed, at('confirmed'), '"confirmed"'),
    now: now === undefined ? base.now : readTime(fields, now, at('now')),
    mocks: new Map([...base.mocks, ...readMocks(fields, given['mocks'], at('mocks'), isShared)]),
  };
}

function readTexts(fields: SuiteFields, values: JsonObject, path: DocumentPath): Record<string, string> {
  const texts = Object.entries(values).map(([name, value]): [string, string] => [
    name,
    fields.text(value, [...path, name], `"${name}"`) ?? '',
  ]);
  return Object.fromEntries(texts);
}

function readTime(fields: SuiteFields, value: Json, path: DocumentPath): number {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) fields.refuse(path, '"now" must be a time such as 2030-01-01T00:00:00Z');
  return Number.isNaN(time) ? DEFAULT_NOW : time;
}

function readMocks(
  fields: SuiteFields,
  value: Json | undefined,
  path: DocumentPath,
  isShared: boolean,
): Array<[string, MockEntry]> {
  const mocks = value === undefined ? {} : (fields.object(value, path, '"mocks"') ?? {});
  return Object.entries(mocks).flatMap(([name, written]): Array<[string, MockEntry]> => {
    const mock = readMock(fields, written, [...path, name]);
    return mock === undefined ? [] : [[name, { mock, path: [...path, name], isShared }]];
  });
}

function refuseSameNames(fields: SuiteFields, cases: readonly FlowTestCase[]): void {
  const names = new Set<string>();
  for (const { name, path } of cases) {
    if (name !== '' && names.has(name)) fields.refuse([...path, 'name'], `there is another test "${name}"`);
    names.add(name);
  }
}
