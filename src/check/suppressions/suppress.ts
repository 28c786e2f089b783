import type { FlowModel } from '../model/index.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { RULES } from '../rules/index.ts';
import { lintSuppressionReason } from '../rules/lint/suppression-reason.ts';
import { lintUnusedSuppression } from '../rules/lint/unused-suppression.ts';
import type { RuledFinding, RuleSet } from '../run-rules.ts';
import { suppressionsOf, type Suppression, type SuppressionOverride } from './suppression.ts';
import { suppressionMistake, unusedSuppression } from './suppression-findings.ts';

export interface SuppressOptions {
  model: FlowModel;
  rules: RuleSet;
  overrides: readonly SuppressionOverride[];
}

let byName: ReadonlyMap<string, Rule> | undefined;

/** Takes out what is suppressed, and adds what is wrong with the suppressions themselves. */
export function suppress(
  findings: readonly RuledFinding[],
  { model, rules, overrides }: SuppressOptions,
): readonly RuledFinding[] {
  const suppressions = suppressionsOf(model, overrides);
  if (suppressions.length === 0) return findings;
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
    else if (suppression.pointer !== undefined) add(lintSuppressionReason, mistake);
  }
  const used = new Set<Suppression>();
  const kept = findings.filter((finding) => !isSuppressed(finding, valid, used));
  for (const suppression of valid) {
    const isOn = rules.severities.has(byName.get(suppression.rule)!);
    if (!used.has(suppression) && isOn && isChecked(suppression, model)) {
      const unused = unusedSuppression(
        suppression,
        valid.filter((other) => !used.has(other)),
        model,
      );
      if (unused !== undefined) add(lintUnusedSuppression, unused);
    }
  }
  return [...kept, ...added];
}

function isSuppressed(
  { rule, place }: RuledFinding,
  suppressions: readonly Suppression[],
  used: Set<Suppression>,
): boolean {
  let isFound = false;
  for (const suppression of suppressions) {
    if (suppression.rule !== rule.name || !isWithin(place.pointer, suppression.scope)) continue;
    used.add(suppression);
    isFound = true;
  }
  return isFound;
}

function isWithin(pointer: string, scope: string): boolean {
  return scope === '' || pointer === scope || pointer.startsWith(`${scope}/`);
}

/** Rules look neither at steps of an unknown type nor at what is broken. */
function isChecked({ scope }: Suppression, { hasSyntaxErrors, steps }: FlowModel): boolean {
  return !hasSyntaxErrors && steps.every(({ step, facts }) => facts !== undefined || !isWithin(step.pointer, scope));
}
