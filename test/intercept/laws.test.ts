import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { createInterceptor } from '../../src/intercept/index.ts';
import type { InterceptorOptions } from '../../src/intercept/index.ts';
import { inPieces, normalized, play, visibleText } from './play.ts';
import { cutAt, cuts, SLUGS, tagless, transcript } from './transcripts.ts';

const options: fc.Arbitrary<InterceptorOptions> = fc.record({
  slugs: fc.constantFrom(SLUGS, undefined),
  maxTagChars: fc.constantFrom(256, 300, undefined),
  maxDepth: fc.constantFrom(3, undefined),
  maxActions: fc.constantFrom(2, undefined),
  dedupe: fc.constantFrom('response', 'consecutive', 'off', undefined),
  codeFences: fc.constantFrom('fire', 'literal', undefined),
  ignoreThink: fc.constantFrom(true, false, undefined),
  onMalformed: fc.constantFrom('strip', 'text', undefined),
  repair: fc.constantFrom('allow', 'none', undefined),
});

const RUNS = { numRuns: 4000 };

describe('law 1: chunking never matters', () => {
  test('every split gives the events of the whole', () => {
    fc.assert(
      fc.property(transcript, cuts, options, (text, places, chosen) => {
        expect(normalized(play(cutAt(text, places), chosen).events)).toEqual(normalized(play([text], chosen).events));
      }),
      RUNS,
    );
  });

  test('so do pieces of one, two and three', () => {
    fc.assert(
      fc.property(transcript, options, (text, chosen) => {
        const whole = normalized(play([text], chosen).events);
        for (const size of [1, 2, 3]) expect(normalized(play(inPieces(text, size), chosen).events)).toEqual(whole);
      }),
      RUNS,
    );
  });
});

describe('law 2: no text is lost or invented', () => {
  test('without a tag the output is the input', () => {
    fc.assert(
      fc.property(tagless, cuts, (text, places) => {
        expect(play(cutAt(text, places), { slugs: SLUGS }).visible).toBe(text.toWellFormed());
      }),
      RUNS,
    );
  });

  test('with tags left in as text, the output is the input', () => {
    fc.assert(
      fc.property(transcript, cuts, (text, places) => {
        const { events, visible } = play(cutAt(text, places), { slugs: [], onMalformed: 'text' });
        fc.pre(events.every((event) => event.type !== 'action' && event.type !== 'suppressed'));
        expect(visible).toBe(text.toWellFormed());
      }),
      RUNS,
    );
  });

  test('only whitespace disappears with a tag', () => {
    fc.assert(
      fc.property(transcript, options, (text, chosen) => {
        const { events, visible } = play([text], chosen);
        let rest = text.toWellFormed();
        for (const event of events.toReversed()) {
          const isRemoved = event.type === 'action' || (event.type === 'malformed' && event.stripped);
          if (isRemoved) rest = rest.slice(0, event.span[0]) + rest.slice(event.span[1]);
        }
        fc.pre(events.every((event) => event.type !== 'suppressed'));
        expect(visible.replaceAll(/\s/g, '')).toBe(rest.replaceAll(/\s/g, ''));
      }),
      RUNS,
    );
  });

  test('every piece is well-formed, wherever surrogate pairs are cut', () => {
    fc.assert(
      fc.property(transcript, cuts, options, (text, places, chosen) => {
        for (const event of play(cutAt(text, places), chosen).events) {
          if (event.type === 'text') expect(event.text.isWellFormed()).toBe(true);
        }
      }),
      RUNS,
    );
  });
});

describe('law 3: only a true prefix of a possible tag is held back', () => {
  const possible =
    /^\[[ \t]{0,2}(?:A|AC|ACT|ACTI|ACTIO|ACTION[ \t]{0,2}(?::[ \t]{0,2}(?:[a-z0-9][\w-]{0,63}[ \t]{0,2}(?::\s{0,64})?)?)?)?$/i;

  test('what is held before the commit point is one', () => {
    fc.assert(
      fc.property(tagless, (text) => {
        const interceptor = createInterceptor();
        const whole = text.toWellFormed();
        const shown = visibleText(interceptor.push(whole));
        const held = whole.slice(shown.length);
        expect(shown + held).toBe(whole);
        expect(interceptor.heldChars()).toBe(held.length);
        if (held !== '') expect(held).toMatch(possible);
      }),
      RUNS,
    );
  });

  test('the longest head is 145 characters', () => {
    const head = `[  ACTION  :  ${'a'.repeat(64)}  :${' '.repeat(64)}`;
    expect(head).toHaveLength(145);
    expect(play(inPieces(head, 1)).heldMax).toBe(145);
    expect(play(inPieces(`${head} `, 1)).heldMax).toBe(145);
    expect(play(inPieces(head, 1)).visible).toBe(head);
  });

  test('whitespace and a bracket that is ruled out are shown at once', () => {
    const interceptor = createInterceptor();
    expect(visibleText(interceptor.push('a [1] \n [b'))).toBe('a [1] \n [b');
    expect(visibleText(interceptor.push(' \t\n'))).toBe(' \t\n');
    expect(interceptor.heldChars()).toBe(0);
  });
});

describe('law 4: work per character is constant and memory is bounded', () => {
  test('no more is held than the longest tag', () => {
    fc.assert(
      fc.property(transcript, cuts, (text, places) => {
        expect(play(cutAt(text.repeat(20), places), { maxTagChars: 300 }).heldMax).toBeLessThanOrEqual(301);
      }),
      { numRuns: 500 },
    );
  });
});

describe('law 5: parameters that run are those that were admitted', () => {
  const params = fc
    .jsonValue({ maxDepth: 3 })
    .map((value) => ({ value }))
    .filter((object) => isExact(object) && !JSON.stringify(object).includes('proto'));

  test('every JSON object comes out as it went in', () => {
    fc.assert(
      fc.property(params, cuts, fc.constantFrom(0, 1, 4), (object, places, indent) => {
        const text = `Sure. [ACTION:a:${JSON.stringify(object, undefined, indent)}] Done.`.toWellFormed();
        const { actions, visible } = play(cutAt(text, places), { slugs: SLUGS, maxDepth: 100 });
        expect(actions.map((action) => [action.params, action.repairs])).toEqual([
          [JSON.parse(JSON.stringify(object).toWellFormed()), []],
        ]);
        expect(visible).toBe('Sure. Done.');
      }),
      RUNS,
    );
  });

  test('a tag that is cut off never runs', () => {
    fc.assert(
      fc.property(params, fc.nat(), (object, place) => {
        const body = JSON.stringify(object);
        const cut = `[ACTION:a:${body.slice(0, place % body.length)}`;
        expect(play([cut], { slugs: SLUGS, maxDepth: 100 }).actions).toEqual([]);
      }),
      RUNS,
    );
  });
});

/** Whether no integer in it is unsafe: those become text. */
function isExact(value: unknown): boolean {
  return !/\d{16}/.test(JSON.stringify(value));
}
