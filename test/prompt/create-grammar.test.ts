import { describe, expect, it } from 'vitest';
import { createGrammar, createPrompt } from '../../src/prompt/index.ts';
import { gbnfMatcher } from './gbnf-matcher.ts';
import { ANSWERS, flowOf, shippedFlows, TAG_CASES } from './sample-flows.ts';

const flows = TAG_CASES.map(({ flow }) => flow);
const takes = gbnfMatcher(createGrammar(flows));

describe('a grammar of flows', () => {
  for (const { flow, accepted, refused, refusedByGrammar = [] } of TAG_CASES) {
    it(`lets "${flow.slug}" have parameters that fit its schema and no others`, () => {
      const tag = (parameters: string) => `Yes.\n[ACTION:${flow.slug}:${parameters}] done`;
      expect(accepted.filter((parameters) => !takes(tag(parameters)))).toEqual([]);
      expect([...refused, ...refusedByGrammar].filter((parameters) => takes(tag(parameters)))).toEqual([]);
    });
  }

  it('takes any text without a tag, and text around tags', () => {
    expect(ANSWERS.accepted.filter((answer) => !takes(answer))).toEqual([]);
  });

  it('refuses a tag that is cut, unknown, or spelled in another way', () => {
    expect([...ANSWERS.refused, ...ANSWERS.refusedByGrammar].filter(takes)).toEqual([]);
  });

  it('takes every example of the prompt', async () => {
    for (const some of [flows, shippedFlows()]) {
      const takesTag = gbnfMatcher(createGrammar(some));
      const { included } = await createPrompt(some);
      expect(included.length).toBe(some.length);
      expect(included.map(({ tag }) => tag).filter((tag) => tag === undefined || !takesTag(tag))).toEqual([]);
    }
  });

  it('knows active flows only, and no tag at all without flows', () => {
    const one = gbnfMatcher(createGrammar([flowOf('on'), flowOf('off', undefined, { active: false })]));
    expect([one('[ACTION:on:{}]'), one('[ACTION:off:{}]')]).toEqual([true, false]);
    const none = gbnfMatcher(createGrammar([]));
    expect([none('[ACTION'), none('[ACTION:'), none('[ACTION:on:{}]')]).toEqual([true, false, false]);
  });

  it('leaves out a flow that no tag can satisfy', () => {
    const required = { type: 'object', required: ['user_id'], properties: { user_id: { type: 'string' } } };
    const matches = gbnfMatcher(
      createGrammar([
        flowOf('mine', required),
        flowOf('never', {
          type: 'object',
          required: ['a'],
          properties: { a: { type: 'integer', minimum: 5, maximum: 4 } },
        }),
        flowOf('on'),
      ]),
    );
    expect([matches('[ACTION:mine:{}]'), matches('[ACTION:never:{"a":5}]'), matches('[ACTION:on:{}]')]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('does not confuse flows whose slugs are the names of its own rules', () => {
    const matches = gbnfMatcher(
      createGrammar([
        flowOf('root', { type: 'object', properties: { a: { type: 'integer' } } }),
        flowOf('start-0'),
        flowOf('answer'),
      ]),
    );
    expect([
      matches('[ACTION:root:{"a":1}]'),
      matches('[ACTION:start-0:{}]'),
      matches('[ACTION:root:{"a":"x"}]'),
    ]).toEqual([true, true, false]);
  });

  it('bounds every whole-number range exactly', () => {
    for (const [minimum, maximum] of [
      [0, 0],
      [7, 7],
      [1, 31],
      [95, 205],
      [-12, 12],
      [-120, -95],
      [100, 199],
    ] as const) {
      const matches = gbnfMatcher(
        createGrammar([
          flowOf('n', { type: 'object', required: ['n'], properties: { n: { type: 'integer', minimum, maximum } } }),
        ]),
      );
      const inside = Array.from({ length: 400 }, (_, index) => index - 150).filter((n) =>
        matches(`[ACTION:n:{"n":${n}}]`),
      );
      expect([inside[0], inside.at(-1), inside.length]).toEqual([minimum, maximum, maximum - minimum + 1]);
    }
  });
});

describe('a schema that refers to itself', () => {
  const names = Array.from('abcdefgh');

  it('in many places does not grow with the depth', () => {
    for (const reference of [
      { $ref: '#/$defs/n' },
      { $ref: '#/$defs/n', minProperties: 1 },
      { allOf: [{ $ref: '#/$defs/n' }, { minProperties: 1 }] },
    ]) {
      const properties = Object.fromEntries(names.map((name) => [name, reference]));
      const grammar = createGrammar([
        flowOf('tree', { type: 'object', properties, $defs: { n: { type: 'object', properties } } }),
      ]);
      expect(grammar.length).toBeLessThan(400_000);
      expect(gbnfMatcher(grammar)('[ACTION:tree:{"a":{"b":{"h":{}}}}]')).toBe(true);
    }
  });

  it('at once, or in a circle, asks for nothing that could be written', () => {
    const circle = {
      type: 'object',
      required: ['a'],
      properties: { a: { $ref: '#/$defs/b' } },
      $defs: { b: { $ref: '#/$defs/c' }, c: { $ref: '#/$defs/b' } },
    };
    const endless = {
      type: 'object',
      required: ['next'],
      properties: { next: { $ref: '#/$defs/n' } },
      $defs: { n: { type: 'object', required: ['next'], properties: { next: { $ref: '#/$defs/n' } } } },
    };
    const matches = gbnfMatcher(createGrammar([flowOf('circle', circle), flowOf('endless', endless)]));
    expect([matches('[ACTION:circle:{"a":1}]'), matches('[ACTION:endless:{"next":{}}]'), matches('text')]).toEqual([
      false,
      false,
      true,
    ]);
  });
});
