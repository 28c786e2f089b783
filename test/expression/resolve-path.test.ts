import { describe, expect, it } from 'vitest';
import { ReferenceProblem, compileTemplate, resolveTemplate } from '../../src/expression/index.ts';
import type { Json } from '../../src/json.ts';
import { scopeOf } from './scope-of.ts';

const row = { id: 'p1', name: 'Bo' };
const scope = scopeOf({
  input: JSON.parse('{"a": 1, "__proto__": {"own": true}, "constructor": "c"}') as Json,
  steps: [{ id: 1 }],
  caption: { response: 'hi', model: 'm', eval_count: 3 },
  profile: [row, row, row],
  one: [row],
  empty: [],
  skipped: null,
  nothing: {},
  many: Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`f${index}`, 0])),
});

function resolved(text: string): Json | undefined {
  return resolveTemplate(compileTemplate(text), scope);
}

it.each([
  ['$caption.respnse', 'caption has no field "respnse"; it has response, model, eval_count'],
  ['$profile.id', 'profile is a list of 3 rows; write $profile[0].id'],
  ['$profile.name.x', 'profile is a list of 3 rows; write $profile[0].name.x'],
  ['$empty.id', 'empty is an empty list; no row has a field "id"'],
  ['$one.age', 'the only row of one has no field "age"'],
  ['$one[1]', 'one is a list of 1 row and has no entry 1'],
  ['$steps.id', 'steps is a list of 1 row; write $steps[0].id'],
  ['$skipped.x', 'skipped is null and has no field "x"'],
  ['$caption.response.length', 'caption.response is text and has no field "length"'],
  ['$caption.eval_count[0]', 'caption.eval_count is the value 3 and has no entry 0'],
  ['$caption[0]', 'caption is an object, not a list; leave out [0]'],
  ['$nothing.x', 'nothing has no field "x"; it is empty'],
  ['$many.x', 'many has no field "x"; it has f0, f1, f2, f3, f4, f5, f6, f7 and 4 more'],
  ['{{ caption.respnse }}', 'caption has no field "respnse"; it has response, model, eval_count'],
  ['{{ profile.id + "x" }}', 'profile is a list of 3 rows; write $profile[0].id'],
])('%s fails and says what is there', (text, reason) => {
  const reference = text.replaceAll(/\{\{ | \+ "x"| \}\}/g, '');
  expect(() => resolved(text)).toThrow(`"${reference}": ${reason}`);
});

it('names what is in scope when there is no such root', () => {
  const run = (): unknown => resolved('x $captoin.response');
  expect(run).toThrow(
    /^"\$captoin\.response": there is no "captoin" here; there is input, .*did you mean "caption"\?$/,
  );
  expect(run).toThrow(ReferenceProblem);
  expect(run).toThrow(expect.objectContaining({ code: 'REFERENCE_MISSING', isRetryable: false }));
});

describe('a list with exactly one row', () => {
  it.each(['$one.id', '{{ one.id }}', '{{ one.id + "" }}'])('is read like its row: %s', (text) => {
    expect(resolved(text)).toBe('p1');
  });
});

describe('only own properties', () => {
  it.each([
    '$caption.constructor',
    '$caption.__proto__',
    '$caption.toString',
    '$profile.length',
    '$one.__proto__',
    '{{ caption.constructor }}',
  ])('are reachable: %s is not', (text) => {
    expect(() => resolved(text)).toThrow(ReferenceProblem);
  });

  it('are reachable whatever their name is', () => {
    expect(resolved('$input.constructor')).toBe('c');
    expect(resolved('$input.__proto__.own')).toBe(true);
  });
});
