import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression, evaluateExpression, ExpressionProblem } from '../../../src/expression/index.ts';
import type { JsonObject } from '../../../src/json.ts';
import { typeText } from '../../../src/check/types/index.ts';
import { typedFlow } from '../types/describe-flow.ts';

const PARAMS: JsonObject = {
  text: 'abc',
  number: 3,
  flag: true,
  texts: ['a', 'b'],
  numbers: [1, 2],
  object: { a: 1 },
  rows: [{ id: 1 }],
};
const input: JsonObject = {
  type: 'object',
  properties: {
    text: { type: 'string' },
    number: { type: 'number' },
    flag: { type: 'boolean' },
    texts: { type: 'array', items: { type: 'string' } },
    numbers: { type: 'array', items: { type: 'number' } },
    object: { type: 'object' },
    rows: { type: 'array', items: { type: 'object', properties: { id: { type: 'number' } } } },
  },
};

const scope = {
  get: (name: string) => (name === 'params' ? PARAMS : undefined),
  names: () => ['params'],
  isOptional: () => false,
};

/** What is said about an expression, and the part of it that this is about. */
function problemOf(source: string): { message: string; part: string } | undefined {
  const { types, references } = typedFlow([{ type: 'log', when: source, message: 'x' }], { input });
  const expression = references[0]?.text.expressions[0];
  const problem = expression === undefined ? undefined : types.problemOf(expression);
  return problem && { message: problem.message, part: source.trim().slice(problem.start, problem.end) };
}

describe('the types in an expression', () => {
  it.each([
    ['params.text > 3', '">" does not work between a string and a number', '>'],
    ['1 + params.flag', '"+" does not work between a number and true or false', '+'],
    ['params.object + params.object', '"+" does not work between an object and an object', '+'],
    ['size(params.number) > 1', 'size() does not work on a number', 'size'],
    ['params.text.startsWith(params.number)', 'startsWith() does not work on a string with a number', 'startsWith'],
    ['params.flag || params.text', '"&&" and "||" need true or false on both sides', 'params.text'],
    ['!params.texts', '"!" does not work on a list', '!'],
    ['"a" in params.text', '"in" needs a list or an object on its right', 'in'],
    ['params.number ? 1 : 2', 'the part before "?" must be true or false', 'params.number'],
    ['params.texts.filter(one, one > 3)', '">" does not work between a string and a number', '>'],
    ['params.texts.exists(one, one.id > 3)', 'a string has no fields', 'id'],
    ['params.text.map(one, one)', 'map, filter, all and exists need a list or an object', 'params.text'],
    ['(params.flag ? params.text > 3 : true)', '">" does not work between a string and a number', '>'],
  ])('%s', (source, message, part) => {
    expect(problemOf(source)).toEqual({ message, part });
  });

  it.each([
    'params.text == 3 || params.texts != null',
    'has(params.object.b) && params.object.b > 3',
    'params.flag ? params.text : params.number',
    'params.texts[params.number] == "a"',
    'params.number + size(params.texts) > 2 && params.text + params.number != ""',
    'params.texts + params.numbers == []',
    'params.rows.exists(row, row.id > 3)',
    'params.unknown > 3 && size(params.unknown) == 0',
    'params.object.?a.orValue(3) > 2',
    'cel.bind(text, params.text, text.size() > 2)',
  ])('fit in %s', (source) => {
    expect(problemOf(source)).toBeUndefined();
  });

  it('are never found wrong in an expression that can be evaluated', () => {
    const value = fc.constantFrom(
      ...Object.keys(PARAMS).map((name) => `params.${name}`),
      '"b"',
      '2',
      '2.5',
      'true',
      'null',
      '["a"]',
    );
    const operator = fc.constantFrom('+', '-', '*', '/', '%', '<', '<=', '>', '==', '!=', 'in', '&&', '||');
    const { expression } = fc.letrec<{ expression: string }>((tie) => ({
      expression: fc.oneof(
        { maxDepth: 3 },
        value,
        fc
          .tuple(tie('expression'), operator, tie('expression'))
          .map(([left, sign, right]) => `(${left} ${sign} ${right})`),
        fc
          .tuple(fc.constantFrom('size', 'string', 'dyn', 'double', '!', '-'), tie('expression'))
          .map(([name, inner]) => `${name}(${inner})`),
        fc
          .tuple(value, fc.constantFrom('map', 'filter', 'exists', 'all'), operator, value)
          .map(([list, macro, sign, other]) => `${list}.${macro}(one, one ${sign} ${other})`),
        fc
          .tuple(value, tie('expression'), tie('expression'))
          .map(([condition, yes, no]) => `(${condition} ? ${yes} : ${no})`),
        fc
          .tuple(value, fc.constantFrom('[0]', '["a"]', '.a', '.size()', '.contains("a")', '[params.number]'))
          .map((parts) => parts.join('')),
      ),
    }));
    let evaluated = 0;
    fc.assert(
      fc.property(expression, (source) => {
        try {
          evaluateExpression(compileExpression(source), scope);
        } catch {
          return;
        }
        // Parts that are not evaluated may be wrong all the same.
        if (/&&|\|\||\?|\.(?:map|filter|exists|all)\(/.test(source)) return;
        evaluated += 1;
        expect([source, problemOf(source)]).toEqual([source, undefined]);
      }),
      { numRuns: 1500, seed: 7 },
    );
    expect(evaluated).toBeGreaterThan(100);
  });

  it('give the value that the evaluation gives', () => {
    const sources = [
      'params.text + "b"',
      'size(params.texts)',
      'params.number / 2',
      'params.texts.map(t, t + "x")',
      'params.flag ? "a" : "b"',
      'params.rows.filter(r, r.id > 0)',
      '{"a": params.text}',
      'params.number > 2',
    ];
    const kinds = sources.map((source) => {
      const { resultText } = typedFlow([{ type: 'transform', name: 't', expression: source }], { input });
      return [resultText('t'), typeof evaluateExpression(compileExpression(source), scope)];
    });
    expect(kinds).toEqual([
      ['a string', 'string'],
      ['a whole number', 'number'],
      ['a number', 'number'],
      ['a list of strings', 'object'],
      ['a string', 'string'],
      ['a list of objects', 'object'],
      ['an object', 'object'],
      ['true or false', 'boolean'],
    ]);
  });

  it('do not matter where an expression cannot be read', () => {
    expect(() => compileExpression('params.text >')).toThrow(ExpressionProblem);
    expect(problemOf('params.text >')).toBeUndefined();
    expect(typeText({ kind: 'any' })).toBe('a value');
  });
});
