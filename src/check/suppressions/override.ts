import type { Severity } from '../diagnostic.ts';
import type { FlowModel } from '../model/index.ts';
import { RULES } from '../rules/index.ts';
import { createRuleSet, type RuledFinding, type RuleSet } from '../run-rules.ts';
import { isWithin } from './is-within.ts';
import { matchesFile } from './matches-file.ts';

/** What a project decides about rules in some of its flows. */
export interface RuleOverride {
  /** Globs with `*`, `**`, `?` and `{a,b}`; without them all files. */
  files?: readonly string[] | undefined;
  /** The `result_key` or the JSON pointer of a step; without it the whole file. */
  step?: string | undefined;
  /** By the full name of the rule. */
  rules: Readonly<Record<string, Severity | 'off'>>;
  /** Why a rule is turned off. */
  reason?: string | undefined;
}

/** A finding that is not reported, and why. */
export interface SuppressedFinding {
  finding: RuledFinding;
  kind: 'inSource' | 'external';
  reason: string | undefined;
}

const widened = new WeakMap<readonly RuleOverride[], { of: RuleSet; rules: RuleSet }>();

/** The rules, with those that are on only for the sake of an override. Made once for a list of overrides. */
export function rulesWith(overrides: readonly RuleOverride[], rules: RuleSet): RuleSet {
  if (overrides.length === 0) return rules;
  const known = widened.get(overrides);
  if (known?.of === rules) return known.rules;
  const more = new Map<string, Severity>();
  for (const override of overrides)
    for (const [name, severity] of Object.entries(override.rules)) if (severity !== 'off') more.set(name, severity);
  const all = createRuleSet(RULES, (rule) => rules.severities.get(rule) ?? more.get(rule.name) ?? 'off');
  widened.set(overrides, { of: rules, rules: all });
  return all;
}

/** Gives findings the severities that overrides say; the last one that is about a finding counts. */
export function applyOverrides(
  findings: readonly RuledFinding[],
  {
    overrides,
    rules,
    model,
    path,
  }: { overrides: readonly RuleOverride[]; rules: RuleSet; model: FlowModel; path: string },
): { findings: readonly RuledFinding[]; suppressed: readonly SuppressedFinding[] } {
  if (overrides.length === 0) return { findings, suppressed: [] };
  const ofFile = overrides.filter(({ files }) => matchesFile(files, path));
  const kept: RuledFinding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const { rule } = finding;
    const override = ofFile.findLast(
      (candidate) => Object.hasOwn(candidate.rules, rule.name) && isAbout(finding, candidate.step, model),
    );
    const severity = override?.rules[rule.name];
    if (severity === 'off') suppressed.push({ finding, kind: 'external', reason: override!.reason });
    else if (severity !== undefined) kept.push({ ...finding, severity });
    else if (rules.severities.has(rule)) kept.push(finding);
  }
  return { findings: kept, suppressed };
}

function isAbout({ place }: RuledFinding, step: string | undefined, { steps }: FlowModel): boolean {
  if (step === undefined) return true;
  if (step.startsWith('/')) return isWithin(place.pointer, step);
  return steps.some((node) => node.step.key === step && isWithin(place.pointer, node.step.pointer));
}
