import { checkExample, chooseRules, type CheckOptions, type Rule } from '../check/index.ts';
import { exampleDocument, exampleFile } from '../check/rule-example.ts';
import type { RuleExample } from '../check/rule.ts';
import type { LintReport } from './lint-report.ts';

/** What a rule finds in an example; a rule that is off is on for it. Other rules may find something there, too. */
export function exampleReport(rule: Rule, example: RuleExample, catalogue: CheckOptions['catalogue']): LintReport {
  const severity = rule.severity === 'off' ? (rule.strictSeverity ?? 'warning') : rule.severity;
  const rules = chooseRules('recommended', { [rule.name]: severity });
  const texts = new Map([[exampleFile(example), exampleDocument(example)], ...Object.entries(example.beside ?? {})]);
  return {
    files: [...texts.keys()],
    diagnostics: checkExample(example, { catalogue, rules }).filter((diagnostic) => diagnostic.rule === rule.name),
    unreadable: [],
    textOf: (file) => texts.get(file),
  };
}
