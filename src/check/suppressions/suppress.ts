import type { FlowModel } from '../model/index.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { RULES } from '../rules/index.ts';
import { lintSuppressionReason } from '../rules/lint/suppression-reason.ts';
import { lintUnusedSuppression } from '../rules/lint/unused-suppression.ts';
import type { RuledFinding, RuleSet } from '../run-rules.ts';
import { isWithin } from './is-within.ts';
import type { SuppressedFinding } from './override.ts';
import { suppressionsOf, type Suppression } from './suppression.ts';
import { suppressionMistake, unusedSuppression } from './suppression-findings.ts';

export interface Suppressed {
  findings: readonly RuledFinding[];
  suppressed: readonly SuppressedFinding[];
}

let byName: ReadonlyMap<string, Rule> | undefined;

/** Takes out what a flow's `$lint` keys suppress, and adds what is wrong with these keys themselves. */
export function suppress(findings: readonly RuledFinding[], model: FlowModel, rules: RuleSet): Suppressed {
  const suppressions = suppressionsOf(model);
  if (suppressions.length === 0) return { findings, suppressed: [] };
  byName ??= new Map(RULES.map((rule) => [rule.name, rule]));
  const added: RuledFinding[] = [];
  const add = (rule: Rule, finding: Finding): void => {
    const severity = rules.severities.get(rule);
    if (severity !== undefined) added.push({ ...finding, rule, severity });
  };
  const valid: Suppression[] = [];
  for (const suppression of suppressions) {
    const mistake = suppressionMistake(suppression, byName);
    if (mistake === undefined) valid.push(suppression);
    else add(lintSuppressionReason, mistake);
  }
  const used = new Set<Suppression>();
  const kept: RuledFinding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const by = valid.filter(({ rule, scope }) => rule === finding.rule.name && isWithin(finding.place.pointer, scope));
    for (const suppression of by) used.add(suppression);
    if (by.length === 0) kept.push(finding);
    // The innermost one says most: those of steps come behind that of the flow.
    else suppressed.push({ finding, kind: 'inSource', reason: by.at(-1)!.reason as string });
  }
  for (const suppression of valid) {
    const isOn = rules.severities.has(byName.get(suppression.rule)!);
    if (!used.has(suppression) && isOn && isChecked(suppression, model)) {
      const unused = valid.filter((other) => !used.has(other));
      add(lintUnusedSuppression, unusedSuppression(suppression, unused, model));
    }
  }
  return { findings: [...kept, ...added], suppressed };
}

/** Rules look neither at steps of an unknown type nor at what is broken. */
function isChecked({ scope }: Suppression, { hasSyntaxErrors, steps }: FlowModel): boolean {
  return !hasSyntaxErrors && steps.every(({ step, facts }) => facts !== undefined || !isWithin(step.pointer, scope));
}
