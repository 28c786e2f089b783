import { describe, expect, test } from 'vitest';
import { createCatalogue } from '../../../src/catalogue.ts';
import { checkFlow } from '../../../src/check/index.ts';
import { taintOf, TAINT, traceOf, traceWords } from '../../../src/check/taint/index.ts';
import { directoryOf } from '../../../src/facts/index.ts';
import type { Json } from '../../../src/json.ts';
import { builtInSteps } from '../../../src/steps/index.ts';

const catalogue = directoryOf(createCatalogue(builtInSteps));

/** The taint of the only reference in a flow's output. */
function outputOf(output: string, steps: Json[], input?: Json) {
  const flow = { slug: 'example', name: 'Example', ...(input === undefined ? {} : { input }), steps, output };
  const { model } = checkFlow(JSON.stringify(flow), { catalogue });
  const taint = taintOf({ model, project: {} });
  const reference = model.output[0]!.references[0]!;
  const bits = taint.of(reference);
  const names = Object.entries(TAINT).flatMap(([name, bit]) => ((bits & bit) === 0 ? [] : [name]));
  return { names, path: (bit: number) => traceWords(traceOf(reference, bit, taint)) };
}

const page = { type: 'http_request', result_key: 'page', config: { url: 'https://example.com/' } };
const template = (value: Json) => ({ type: 'transform', result_key: 'made', config: { template: value } });
const expression = (value: string) => ({ type: 'transform', result_key: 'made', config: { expression: value } });

describe('what a value is made of', () => {
  test.each([
    ['$input.topic', ['input', 'text']],
    ['$context.user_id', ['own']],
    ['$context.timestamp', []],
    ['$user.id', ['own']],
    ['$env.KEY', ['secret']],
  ])('%s', (output, names) => {
    expect(outputOf(output, []).names).toEqual(names);
  });

  test('only free text stays untrusted words behind an input schema', () => {
    const input = {
      type: 'object',
      properties: {
        id: { type: 'string', format: 'uuid' },
        count: { type: 'integer' },
        tone: { enum: ['warm', 'cool'] },
        slug: { type: 'string', pattern: '^[a-z0-9-]+$' },
        note: { type: 'string' },
      },
    };
    expect(outputOf('$input.id', [], input).names).toEqual(['input']);
    expect(outputOf('$input.count', [], input).names).toEqual(['input']);
    expect(outputOf('$input.tone', [], input).names).toEqual([]);
    expect(outputOf('$input.slug', [], input).names).toEqual(['input']);
    expect(outputOf('$input.note', [], input).names).toEqual(['input', 'text']);
    expect(outputOf('$input.constructor', [], input).names).toEqual(['input', 'text']);
  });

  test('a template passes on what fills the field that is read', () => {
    const steps = [page, template({ title: '$page.body', by: '$context.user_id' })];
    expect(outputOf('$made.title', steps).names).toEqual(['http', 'text']);
    expect(outputOf('$made.by', steps).names).toEqual(['own']);
    expect(outputOf('$made', steps).names).toEqual(['own', 'http', 'text']);
  });

  test.each([
    ['size(page.body) > 3', []],
    ["has(page.body) ? 'yes' : 'no'", []],
    ["page.body == 'x' ? input.a : 'b'", ['input', 'text']],
    ["'Hello ' + page.body", ['http', 'text']],
  ])('of an expression only what can be in its value counts: %s', (source, names) => {
    expect(outputOf('$made', [page, expression(source)]).names).toEqual(names);
  });

  test('a model passes on what it was shown, and nothing of what it says about itself', () => {
    const answer = {
      type: 'ollama_generate',
      result_key: 'answer',
      config: { model: 'qwen2.5:7b', prompt: 'Sum up $page.body' },
    };
    expect(outputOf('$answer.response', [page, answer]).names).toEqual(['http', 'answer', 'text']);
    expect(outputOf('$answer.model', [page, answer]).names).toEqual([]);
  });

  test('results of inner steps count for the steps around them', () => {
    const inner = { type: 'http', name: 'page', url: 'https://example.com/' };
    const steps = [
      { type: 'condition', name: 'outer', if: 'true', then: [{ type: 'loop', items: [1], steps: [inner] }] },
    ];
    expect(outputOf('$outer.result', steps).names).toEqual(['http', 'text']);
  });

  test('rows of the person are told from rows that the model picked', () => {
    const read = (filter: Json) => ({
      type: 'directus_read',
      result_key: 'row',
      config: { collection: 'notes', filter },
    });
    const byId = { id: { _eq: '$input.id' } };
    expect(outputOf('$row', [read(byId)]).names).toEqual(['chosen']);
    expect(outputOf('$row', [read({ ...byId, user_id: { _eq: '$context.user_id' } })]).names).toEqual(['own']);
    expect(outputOf('$row', [read({ _or: [byId, { user_id: { _eq: '$context.user_id' } }] })]).names).toEqual([
      'chosen',
    ]);
    expect(outputOf('$row', [read({ ...byId, made: { _lt: '$context.timestamp' } })]).names).toEqual(['chosen']);
  });

  test('of a row with a login only what can be the login is secret', () => {
    const row = {
      type: 'directus_read',
      result_key: 'row',
      config: { collection: 'platform_sessions', id: '$context.id' },
    };
    expect(outputOf('$row.cookies', [row]).names).toEqual(['own', 'secret']);
    expect(outputOf('$row', [row]).names).toEqual(['own', 'secret']);
    expect(outputOf('$row.expires_at', [row]).names).toEqual(['own']);
  });
});

test('tells the way that a value came', () => {
  const { path } = outputOf('$made.x', [page, template({ x: '$page.body.bio' })]);
  expect(path(TAINT.http)).toBe(
    'http_request (step 0) → $page.body.bio → transform.template (step 1) → $made.x → the output of the flow',
  );
});

test('a long chain is followed without running out of stack or time', () => {
  const chain = Array.from({ length: 5_000 }, (_, index) => ({
    type: 'transform',
    name: `s${index}`,
    template: { a: index === 0 ? '{{params.x}}' : `{{s${index - 1}.a}} {{s${index - 1}.a}}` },
  }));
  expect(outputOf('{{s4999.a}}', chain).names).toEqual(['input', 'text']);
});
