import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../src/catalogue.ts';
import { checkFlow } from '../../../src/check/index.ts';
import { applyBaseline, createBaseline, type CheckedFile } from '../../../src/check/suppressions/index.ts';
import { directoryOf } from '../../../src/facts/index.ts';
import { builtInSteps } from '../../../src/steps/index.ts';

const catalogue = directoryOf(createCatalogue(builtInSteps));
const LOG = '{ "type": "log", "message": "Hello" }';
const BAD = '{ "type": "log", "message": "$nobody.knows" }';

function checked(...steps: string[]): CheckedFile {
  const text = `{ "slug": "a", "name": "A", "description": "A",\n"steps": [\n${steps.join(',\n')}\n] }`;
  const { diagnostics } = checkFlow(text, { catalogue, file: 'a.json' });
  return { file: 'a.json', text, diagnostics };
}

describe('a baseline', () => {
  it('knows its findings again when lines and steps are added around them', () => {
    const baseline = createBaseline([checked(BAD)]);
    const { diagnostics, suppressed, stale } = applyBaseline([checked(LOG, LOG, BAD)], baseline);
    expect([...diagnostics]).toEqual([['a.json', []]]);
    expect(suppressed).toBe(1);
    expect(stale).toEqual([]);
  });

  it('counts equal findings, so that one more is new', () => {
    const { diagnostics } = applyBaseline([checked(BAD, LOG, BAD, BAD)], createBaseline([checked(BAD, BAD)]));
    expect(diagnostics.get('a.json')!.map(({ rule, line }) => `${rule}:${line}`)).toEqual(['ref/undefined:6']);
  });

  it('says what it knows that is not there any more', () => {
    const { stale } = applyBaseline([checked(LOG, BAD)], createBaseline([checked(BAD, BAD, BAD)]));
    expect(stale).toEqual([{ file: 'a.json', rule: 'ref/undefined', count: 2 }]);
  });

  it('is the same text for the same findings, and leaves other files alone', () => {
    const baseline = createBaseline([checked(BAD)]);
    expect(JSON.stringify(createBaseline([checked(BAD)]))).toBe(JSON.stringify(baseline));
    expect(Object.keys(createBaseline([checked(LOG)]).files)).toEqual([]);
    const other = { ...checked(BAD), file: '__proto__' };
    expect(applyBaseline([other], baseline).diagnostics.get('__proto__')).toHaveLength(1);
  });
});
