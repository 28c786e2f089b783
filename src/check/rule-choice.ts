import type { Severity } from './diagnostic.ts';
import type { Rule } from './rule.ts';
import { RULES } from './rules/index.ts';
import { createRuleSet, type RuleSet } from './run-rules.ts';

/** `recommended`: what is almost surely wrong. `strict`: also what good flows do. `audit`: everything, also what is often fine. */
export type Preset = 'recommended' | 'strict' | 'audit';

let recommended: RuleSet | undefined;

export function defaultRuleSet(): RuleSet {
  return (recommended ??= createRuleSet(RULES, ({ severity }) => severity));
}

/** The rules of a preset, with the severities that a project sets in their place. */
export function chooseRules(preset: Preset, overrides: Readonly<Record<string, Severity | 'off'>> = {}): RuleSet {
  return createRuleSet(RULES, (rule) => overrides[rule.name] ?? severityIn(preset, rule));
}

function severityIn(preset: Preset, rule: Rule): Severity | 'off' {
  if (preset === 'recommended') return rule.severity;
  const severity = rule.strictSeverity ?? rule.severity;
  return severity === 'off' && preset === 'audit' ? 'info' : severity;
}
