import { describe, expect, it } from 'vitest';
import { createInterceptor } from '../../src/intercept/index.ts';
import { compileJsonSchema } from '../../src/json-schema.ts';
import { createGrammar } from '../../src/prompt/index.ts';
import { gbnfMatcher, readGbnf } from './gbnf-matcher.ts';
import { sampleGbnf } from './gbnf-sampler.ts';
import { shippedFlows, TAG_CASES } from './sample-flows.ts';

/** Mulberry32: the same numbers every time. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('an answer that a grammar allowed', () => {
  for (const [name, flows] of [
    ['the shipped flows', shippedFlows()],
    ['flows of every kind of parameter', TAG_CASES.map(({ flow }) => flow)],
  ] as const) {
    it(`has no malformed or repaired tag, and parameters that fit: ${name}`, async () => {
      const grammar = createGrammar(flows);
      const rules = readGbnf(grammar);
      const random = randomFrom(7);
      const ran = new Set<string>();
      for (let round = 0; round < 1_000; round++) {
        const answer = sampleGbnf(rules, random);
        const interceptor = createInterceptor({
          slugs: flows.map(({ slug }) => slug),
          dedupe: 'off',
          maxActions: Infinity,
        });
        for (const event of [...interceptor.push(answer), ...interceptor.end()]) {
          if (event.type === 'malformed') expect.fail(`${event.reason}: ${event.raw}`);
          if (event.type !== 'action') continue;
          expect({ raw: event.raw, repairs: event.repairs, known: event.known }).toEqual({
            raw: event.raw,
            repairs: [],
            known: true,
          });
          const { input } = flows.find(({ slug }) => slug === event.slug)!;
          const problems = input === undefined ? [] : (await compileJsonSchema(input)).validate(event.params).problems;
          // What a pattern asks for beyond its beginning is not in the grammar.
          const unexpected = problems.filter(({ message }) => !message.includes('must match'));
          expect({ raw: event.raw, unexpected }).toEqual({ raw: event.raw, unexpected: [] });
          ran.add(event.slug);
        }
      }
      expect([...ran].toSorted()).toEqual(flows.map(({ slug }) => slug).toSorted());
    });
  }

  it('is what the grammar takes, as the matcher sees it', () => {
    const grammar = createGrammar(TAG_CASES.map(({ flow }) => flow));
    const takes = gbnfMatcher(grammar);
    const random = randomFrom(11);
    const rules = readGbnf(grammar);
    for (let round = 0; round < 50; round++) expect(takes(sampleGbnf(rules, random))).toBe(true);
  });
});
