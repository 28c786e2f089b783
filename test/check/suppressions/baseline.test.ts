import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../src/catalogue.ts';
import { checkFlow, type Diagnostic } from '../../../src/check/index.ts';
import { applyBaseline, createBaseline, readBaseline } from '../../../src/check/suppressions/baseline.ts';
import { directoryOf } from '../../../src/facts/index.ts';
import { builtInSteps } from '../../../src/steps/index.ts';

const catalogue = directoryOf(createCatalogue(builtInSteps));
const LOG = '{ "type": "log", "message": "Hello" }';
const BAD = '{ "type": "log", "message": "$nobody.knows" }';

interface Report {
  files: string[];
  diagnostics: Diagnostic[];
  textOf: (file: string) => string | undefined;
}

function checked(file: string, ...steps: string[]): Report {
  const text = `{ "slug": "a", "name": "A", "description": "A",\n"steps": [\n${steps.join(',\n')}\n] }`;
  return { files: [file], diagnostics: checkFlow(text, { catalogue, file }).diagnostics, textOf: () => text };
}

const baselineOf = ({ diagnostics, textOf }: Report) => createBaseline(diagnostics, textOf);

describe('a baseline', () => {
  it('knows its findings again when lines and steps are added around them', () => {
    const { diagnostics, suppressed, gone } = applyBaseline(
      baselineOf(checked('a.json', BAD)),
      checked('a.json', LOG, LOG, BAD),
    );
    expect(diagnostics).toEqual([]);
    expect(suppressed).toMatchObject([
      { kind: 'external', reason: 'baseline', diagnostic: { rule: 'ref/undefined', line: 5 } },
    ]);
    expect(gone).toEqual([]);
  });

  it('counts equal findings, so that one more is new', () => {
    const { diagnostics } = applyBaseline(
      baselineOf(checked('a.json', BAD, BAD)),
      checked('a.json', BAD, LOG, BAD, BAD),
    );
    expect(diagnostics.map(({ rule, line }) => `${rule}:${line}`)).toEqual(['ref/undefined:6']);
  });

  it('says what it knows that is not there any more', () => {
    const { gone } = applyBaseline(baselineOf(checked('a.json', BAD, BAD, BAD)), checked('a.json', LOG, BAD));
    expect(gone).toMatchObject([
      { file: 'a.json', rule: 'ref/undefined' },
      { file: 'a.json', rule: 'ref/undefined' },
    ]);
  });

  it('says nothing of files that were not looked at, and takes nothing from them', () => {
    const { diagnostics, gone } = applyBaseline(baselineOf(checked('a.json', BAD)), checked('__proto__', BAD));
    expect(diagnostics).toHaveLength(1);
    expect(gone).toEqual([]);
  });

  it('is the same text for the same findings, in whatever order they came', () => {
    const [a, b] = [checked('a.json', BAD), checked('b.json', BAD)];
    const both = (first: Report, second: Report) =>
      createBaseline([...first.diagnostics, ...second.diagnostics], (file) => (file === 'a.json' ? a : b).textOf(file));
    expect(JSON.stringify(both(a, b))).toBe(JSON.stringify(both(b, a)));
    expect(createBaseline(a.diagnostics, a.textOf, baselineOf(b).findings)).toEqual(both(a, b));
  });

  it.each([[null], [[]], ['1'], [{ version: 2, findings: [] }], [{ version: 1, findings: {} }]])(
    'is not %j',
    (value) => {
      expect(readBaseline(value)).toBeUndefined();
    },
  );

  it('leaves out entries that are none', () => {
    const entry = { id: '1', rule: 'ref/undefined', file: 'a.json' };
    expect(readBaseline({ version: 1, findings: [null, 1, { id: 1 }, entry] })).toEqual({
      version: 1,
      findings: [entry],
    });
  });
});
