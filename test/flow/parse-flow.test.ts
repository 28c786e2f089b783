import { readFileSync, readdirSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flowFromValue, parseFlow, readStep } from '../../src/flow/index.ts';
import { compileTemplate } from '../../src/expression/index.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { branch } from './branch.ts';

const STEP = { type: 'delay', ms: 1 };

function flowText(changes: object): string {
  return JSON.stringify({ slug: 'post-create', name: 'Post', steps: [STEP], ...changes });
}

function messagesOf(changes: object): string[] {
  return parseFlow(flowText(changes)).problems.map(({ rule, message }) => `${rule}: ${message}`);
}

it('fills in what a flow leaves out', () => {
  const { flow, problems } = parseFlow(flowText({}));
  expect(problems).toEqual([]);
  expect(flow).toMatchObject({
    slug: 'post-create',
    description: '',
    active: true,
    confirm: false,
    finally: [],
    output: undefined,
    timeoutMs: undefined,
  });
});

it('reads everything that a flow may have', () => {
  const all = {
    $schema: '../schemas/flow.schema.json',
    description: 'd',
    active: false,
    confirm: true,
    input: { type: 'object' },
    finally: [{ type: 'log', message: 'end' }],
    output: null,
    output_schema: {},
    timeout_ms: 600_000,
    $lint: { 'sec/ssrf': 'reason' },
  };
  const { flow, problems } = parseFlow(flowText(all));
  expect(problems).toEqual([]);
  expect(flow).toMatchObject({ active: false, confirm: true, output: null, timeoutMs: 600_000, lint: all.$lint });
  expect(flow!.finally[0]).toMatchObject({ type: 'log', pointer: '/finally/0' });
});

it('names every problem with its field, its place and what to write instead', () => {
  const text = `{ "slug": "Post: Create", "nmae": "x",
  "steps": [{ "type": "delay", "ms": 1, "name": "input" }, 5], "timeout_ms": "5" }`;
  const { problems } = parseFlow(text);
  expect(problems.map(({ rule, message, start, end }) => [rule, text.slice(start, end), message])).toEqual([
    ['flow/unknown-key', '"nmae"', 'unknown key "nmae"; did you mean "name"?'],
    ['flow/slug-format', '"Post: Create"', expect.stringContaining('such as "post-create"')],
    ['ref/reserved-name', '"input"', 'name "input" is reserved; write "input_result" or another name'],
    ['flow/type', '5', 'a step must be an object such as { "type": "delay", "ms": 500 }, not the number 5'],
    ['flow/type', '"5"', '"timeout_ms" must be a whole number of milliseconds, not the string "5"'],
  ]);
});

it.each([
  [
    { slug: undefined },
    'flow/missing-key: "slug" is missing: the name of the flow in an ACTION tag, such as "post-create"',
  ],
  [{ steps: {} }, 'flow/type: "steps" must be a list of steps, not an object'],
  [{ active: 'yes' }, 'flow/type: "active" must be true or false, not the string "yes"'],
  [{ timeout_ms: 0 }, 'flow/range: "timeout_ms" is 0, but must be at least 1 milliseconds'],
  [
    { config: { message: 'x' } },
    'flow/unknown-key: unknown key "config"; a flow has slug, name, description, active, confirm, input, steps, finally, output, output_schema, timeout_ms',
  ],
  [
    { action: 'post-create' },
    'flow/unknown-key: unknown key "action"; a flow has slug, name, description, active, confirm, input, steps, finally, output, output_schema, timeout_ms',
  ],
  [{ conform: true }, 'flow/unknown-key: unknown key "conform"; did you mean "confirm"?'],
  [{ outptu: 5 }, 'flow/unknown-key: unknown key "outptu"; did you mean "output"?'],
  [{ name: ' ' }, 'flow/type: "name" must be a string that is not empty, not the string " "'],
])('refuses %j', (changes, message) => {
  expect(messagesOf(changes)).toEqual([message]);
});

it('reports broken JSON with its places and still reads the flow', () => {
  const text = '{"slug": "a", "name": "A", "steps": [{"type": "delay", "ms": 1,}], "slug": "b"}';
  const { flow, problems } = parseFlow(text);
  expect(flow!.slug).toBe('b');
  expect(problems.map(({ rule, start }) => [rule, text[start]])).toEqual([
    ['json/syntax', ','],
    ['json/duplicate-key', '"'],
  ]);
  expect(problems[1]!.related).toEqual([{ start: 1, end: 7, label: 'first set here' }]);
});

describe('names of results', () => {
  const named = (name: string, more: JsonObject = {}): JsonObject => ({ type: 'delay', ms: 1, name, ...more });

  it('are unique in the flow, the branches of a condition and "on_error" included', () => {
    const condition = { ...branch('then', [named('a')]), ...branch('else', [named('b')]) };
    const steps = [condition, named('c', { on_error: { steps: [named('b')] } }), named('a')];
    const { problems, document } = parseFlow(flowText({ steps }));
    expect(problems.map(({ rule, pointer }) => [rule, pointer])).toEqual([
      ['ref/duplicate-result-key', '/steps/1/on_error/steps/0/name'],
      ['ref/duplicate-result-key', '/steps/2/name'],
    ]);
    const { start, end } = problems[1]!.related![0]!;
    expect(document.text.slice(start, end)).toBe('"a"');
    expect(start).toBeLessThan(problems[1]!.start);
  });

  it('may be used again in another loop or branch, where the first is not seen', () => {
    const loop = { type: 'loop', items: '$input.list', steps: [named('row')] };
    const parallel = { type: 'parallel', branches: { left: [named('row')], right: [named('row')] } };
    expect(messagesOf({ steps: [loop, loop, parallel] })).toEqual([]);
    expect(messagesOf({ steps: [named('row'), loop] })).toEqual([expect.stringContaining('ref/duplicate-result-key')]);
  });
});

it('reads the steps inside steps of a type that a project adds', () => {
  const steps = [{ type: 'acme_twice', config: { body: [{ type: 'delay', ms: 1, name: 'no name' }] } }];
  const nestedSettings = (): Record<string, string> => ({ body: 'steps' });
  expect(parseFlow(flowText({ steps })).problems).toEqual([]);
  expect(parseFlow(flowText({ steps }), { nestedSettings }).problems).toMatchObject([
    { rule: 'flow/key-format', pointer: '/steps/0/config/body/0/name' },
  ]);
});

it('refuses steps that are nested 17 deep, and takes 16', () => {
  const nest = (levels: number): JsonObject => (levels === 1 ? STEP : branch('then', [nest(levels - 1)]));
  expect(messagesOf({ steps: [nest(16)] })).toEqual([]);
  expect(messagesOf({ steps: [nest(17)] })).toEqual([expect.stringContaining('flow/too-deep')]);
});

it('refuses a document over 1 MB, and one with brackets beyond reason', () => {
  expect(parseFlow(flowText({ description: 'é'.repeat(500_001) })).problems).toMatchObject([
    { rule: 'flow/too-large' },
  ]);
  const deep = `{"slug":"a","name":"a","steps":[],"output":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
  expect(parseFlow(deep)).toMatchObject({ flow: undefined, problems: [{ rule: 'flow/too-deep' }] });
  expect(flowFromValue(JSON.parse(deep) as Json)).toMatchObject({
    flow: undefined,
    problems: [{ rule: 'flow/too-deep' }],
  });
});

it('reads a flow that is an object already', () => {
  const { flow, problems } = flowFromValue({
    slug: 'a',
    name: 'A',
    steps: [{ type: 'delay', config: { ms: 1 } }],
    extra: 1,
  });
  expect(flow!.steps[0]).toMatchObject({ type: 'delay', dialect: 1, config: { ms: 1 } });
  expect(problems).toMatchObject([{ rule: 'flow/unknown-key', pointer: '/extra', start: 0, end: 0 }]);
});

it('gives a flow or problems for any JSON, and never throws', () => {
  const key = fc.constantFrom(
    'slug',
    'name',
    'steps',
    'finally',
    'type',
    'config',
    'retry',
    'on_error',
    'then',
    '__proto__',
    'when',
    'result_key',
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium' },
      fc.constantFrom('delay', 'condition', 'loop', 'parallel', 'a', 'input', '', 'continue'),
      fc.constantFrom(null, true, 0, 1.5, -1),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 6 }),
    ),
  }));
  fc.assert(
    fc.property(value, (raw) => {
      const read = flowFromValue(raw as Json);
      const parsed = parseFlow(JSON.stringify(raw));
      expect(read.flow !== undefined || read.problems.length > 0).toBe(true);
      expect(parsed.problems.map(({ message }) => message)).toEqual(read.problems.map(({ message }) => message));
      expect(parsed.problems.filter(({ start, end }) => end <= start)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

describe('the documents of the user', () => {
  const folder = new URL('../cases/seeds/', import.meta.url);
  const files = (kind: string): string[] => readdirSync(new URL(kind, folder)).map((name) => `${kind}/${name}`);
  const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

  it('are there', () => {
    expect([files('flows').length, files('steps').length]).toEqual([2, 39]);
  });

  it.each(files('flows'))('%s is a flow without problems', (file) => {
    const { flow, problems } = parseFlow(read(file));
    expect(problems).toEqual([]);
    expect(flow!.steps.length).toBeGreaterThan(1);
  });

  it.each(files('steps'))('%s is a step without problems', (file) => {
    const { step, problems } = readStep(JSON.parse(read(file)) as Json, '');
    expect(problems).toEqual([]);
    expect(step!.dialect).toBe(file.includes('/002-') ? 2 : 1);
    expect(() => compileTemplate(step!.config)).not.toThrow();
  });
});
