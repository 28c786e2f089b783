import { describe, expect, it } from 'vitest';
import type { Diagnostic, DiagnosticFix } from '../../../src/check/diagnostic.ts';
import { fixText } from '../../../src/check/fixes/index.ts';

/** Finds words; `becomes` is the fix of a word. */
function checkWords(words: Record<string, { becomes?: string; safety?: DiagnosticFix['safety']; wider?: number }>) {
  return (text: string): Diagnostic[] =>
    Object.entries(words).flatMap(([word, { becomes, safety = 'safe', wider = 0 }]) =>
      [...text.matchAll(new RegExp(`\\b${word}\\b`, 'g'))].map(({ index }): Diagnostic => {
        const end = index + word.length;
        const found: Diagnostic = {
          rule: `lint/${word}`,
          severity: 'error',
          confidence: 'high',
          message: word,
          file: 'a.json',
          line: 1,
          column: index + 1,
          endLine: 1,
          endColumn: end + 1,
          offset: index,
          endOffset: end,
          pointer: '',
          label: '',
          related: [],
          notes: [],
          docs: '',
        };
        if (becomes !== undefined) {
          found.fix = { title: becomes, safety, edits: [{ offset: index, endOffset: end + wider, text: becomes }] };
        }
        return found;
      }),
    );
}

describe('fixing a text', () => {
  it('takes every fix, and those that appear then', () => {
    const check = checkWords({ one: { becomes: 'two' }, two: { becomes: 'three' } });
    const fixed = fixText('one and two', checkWords({ one: { becomes: 'uno' }, two: { becomes: 'due' } }), 'safe');
    expect(fixed).toMatchObject({ text: 'uno and due', rounds: 1, skipped: [] });
    expect(fixed.applied.map(({ title }) => title)).toEqual(['uno', 'due']);
    expect(fixText('two', check, 'safe').text).toBe('three');
  });

  it('takes unsafe fixes only when asked', () => {
    const check = checkWords({ one: { becomes: 'uno', safety: 'unsafe' } });
    expect(fixText('one', check, 'safe')).toMatchObject({ text: 'one', applied: [], rounds: 0 });
    expect(fixText('one', check, 'all').text).toBe('uno');
  });

  it('takes one of two fixes that overlap, and the other one in the next round', () => {
    const check = checkWords({ one: { becomes: 'uno ', wider: 1 }, two: { becomes: 'due' } });
    expect(fixText('one two', check, 'safe')).toMatchObject({ text: 'uno due', rounds: 2, skipped: [] });
  });

  it('leaves out a fix that adds a finding, and takes the others', () => {
    const check = checkWords({ one: { becomes: 'bad' }, bad: {}, two: { becomes: 'due' } });
    const fixed = fixText('one two', check, 'safe');
    expect(fixed).toMatchObject({ text: 'one due', rounds: 1 });
    expect(fixed.skipped).toEqual([{ rule: 'lint/one', title: 'bad', line: 1, reason: 'finding' }]);
  });

  it('ends after five rounds', () => {
    let count = 0;
    const check = (text: string) => {
      const [found] = checkWords({ [text]: { becomes: `w${++count}` } })(text);
      return [{ ...found!, rule: 'lint/word', severity: 'info' as const }];
    };
    expect(fixText('w', check, 'safe').rounds).toBe(5);
  });

  it('says what the file should be called', () => {
    const fix: DiagnosticFix = { title: 'rename', safety: 'unsafe', edits: [], rename: 'b.json' };
    const check = (text: string) => [{ ...checkWords({ one: {} })(text)[0]!, fix }];
    expect(fixText('one', check, 'all')).toMatchObject({ text: 'one', rename: 'b.json', rounds: 0 });
    expect(fixText('one', check, 'safe')).not.toHaveProperty('rename');
  });
});
