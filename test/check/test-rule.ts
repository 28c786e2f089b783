import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue.ts';
import { checkFlow, type Diagnostic } from '../../src/check/index.ts';
import type { ProjectFacts } from '../../src/check/project-facts.ts';
import { exampleDocument } from '../../src/check/rule-example.ts';
import type { Rule, RuleExample } from '../../src/check/rule.ts';
import { createRuleSet } from '../../src/check/run-rules.ts';
import { RULES } from '../../src/check/rules/index.ts';
import { directoryOf } from '../../src/facts/index.ts';
import { builtInSteps } from '../../src/steps/index.ts';

const CASES = join(import.meta.dirname, '../cases/rules');
const directory = directoryOf(createCatalogue(builtInSteps));
/** A rule that is off by default is on in its own test. */
const rulesWith = (rule: Rule) =>
  createRuleSet(RULES, (other) => (other === rule && other.severity === 'off' ? 'warning' : other.severity));

/**
 * Tests a rule by its two examples and by the documents in `test/cases/rules/<group>/<rule>/`: `err-*.json` have findings
 * of the rule and no others at warning or above, exactly as the `.txt` beside them says; `ok-*.json` have none of the rule.
 * With `UPDATE_CASES=1` in the environment the `.txt` files are written.
 */
export function testRule(rule: Rule, { project = {} }: { project?: ProjectFacts } = {}): void {
  const folder = join(CASES, rule.name);
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  const check = (text: string, file: string, facts: ProjectFacts = project) =>
    checkFlow(text, { catalogue: directory, file, project: facts, rules: rulesWith(rule) }).diagnostics;
  const checkExample = (example: RuleExample) =>
    check(exampleDocument(example), example.file ?? 'flows/post-create.json', example.project);
  const ofRule = (diagnostics: Diagnostic[]) => diagnostics.filter((diagnostic) => diagnostic.rule === rule.name);
  const others = (diagnostics: Diagnostic[]) =>
    diagnostics.filter((diagnostic) => diagnostic.rule !== rule.name && diagnostic.severity !== 'info');

  describe(`rule ${rule.name}`, () => {
    it('has cases', () => {
      expect(files.filter((name) => name.startsWith('err-')).length).toBeGreaterThan(0);
      expect(files.filter((name) => name.startsWith('ok-')).length).toBeGreaterThan(0);
    });

    it('finds its bad example, and nothing in its good one', () => {
      expect(ofRule(checkExample(rule.bad))).not.toEqual([]);
      expect(ofRule(checkExample(rule.good))).toEqual([]);
    });

    for (const name of files) {
      const text = readFileSync(join(folder, name), 'utf8');
      it(`finds what is documented in ${name}`, () => {
        const diagnostics = check(text, 'flows/post-create.json');
        if (name.startsWith('ok-')) {
          expect(ofRule(diagnostics)).toEqual([]);
          return;
        }
        const expected = join(folder, name.replace(/\.json$/, '.txt'));
        const actual = ofRule(diagnostics).map(describeDiagnostic).join('\n');
        if (process.env['UPDATE_CASES'] === '1') writeFileSync(expected, actual);
        expect(actual).toBe(readFileSync(expected, 'utf8'));
        expect(actual).not.toBe('');
        expect(others(diagnostics).map(describeDiagnostic)).toEqual([]);
      });
    }
  });
}

/** Everything that a person sees of a diagnostic, as text. */
export function describeDiagnostic(diagnostic: Diagnostic): string {
  const { rule, severity, line, column, endLine, endColumn, message, label, related, notes, fix } = diagnostic;
  return [
    `${line}:${column}-${endLine}:${endColumn} ${severity}[${rule}] ${message}`,
    ...(label === '' ? [] : [`  ^ ${label}`]),
    ...related.map((place) => `  - ${place.line}:${place.column}-${place.endLine}:${place.endColumn} ${place.label}`),
    ...notes.map((note) => `  = ${note}`),
    ...(fix === undefined ? [] : [`  = fix (${fix.safety}): ${fix.title}`]),
    ...(fix?.edits ?? []).map(({ offset, endOffset, text }) => `    ${offset}-${endOffset} ${JSON.stringify(text)}`),
    ...(fix?.rename === undefined ? [] : [`    rename to ${fix.rename}`]),
    '',
  ].join('\n');
}
