import { RULES, type Rule, type Severity } from '../../check/index.ts';
import { UsageError } from '../../errors.ts';
import { didYouMean } from '../../nearest-name.ts';

export type RuleSetting = Severity | 'off';

const SEVERITIES: readonly RuleSetting[] = ['error', 'warning', 'info', 'off'];

/** How rules are set, by name; groups are resolved. */
export interface RuleSettings {
  severities: Record<string, RuleSetting>;
  /** Only these run; `undefined`: all that the preset has. */
  only: ReadonlySet<string> | undefined;
}

/** Reads `--rule NAME=SEVERITY` and `--rule NAME`; `NAME` is a rule or a group of rules. Throws `RULE_UNKNOWN` or `OPTION_INVALID`. */
export function readRuleFlags(given: readonly string[]): RuleSettings {
  const severities: Record<string, RuleSetting> = {};
  const only = new Set<string>();
  for (const text of given) {
    const [name = '', severity] = text.split('=', 2);
    const rules = rulesNamed(name, `--rule ${text}`);
    if (severity === undefined) for (const rule of rules) only.add(rule.name);
    else Object.assign(severities, settingsOf(rules, severity, `--rule ${text}`));
  }
  return { severities, only: only.size === 0 ? undefined : only };
}

/** Settings of a configuration by rule; a group stands for its rules, and what is named alone counts more than its group. */
export function resolveRules(
  written: Readonly<Record<string, RuleSetting>>,
  where: string,
): Record<string, RuleSetting> {
  const severities: Record<string, RuleSetting> = {};
  const isGroup = (name: string) => !name.includes('/');
  for (const wanted of [true, false]) {
    for (const [name, severity] of Object.entries(written)) {
      if (isGroup(name) !== wanted) continue;
      Object.assign(severities, settingsOf(rulesNamed(name, `${where}.${name}`), severity, `${where}.${name}`));
    }
  }
  return severities;
}

/** The rule of that name, or those of the group. */
export function rulesNamed(name: string, where: string): readonly Rule[] {
  const exact = RULES.filter((rule) => rule.name === name);
  if (exact.length > 0) return exact;
  const group = RULES.filter((rule) => rule.name.startsWith(`${name}/`));
  if (group.length > 0 && !name.includes('/')) return group;
  throw ruleUnknown(name, where);
}

export function ruleUnknown(name: string, where?: string): UsageError {
  const names = [...new Set(RULES.flatMap((rule) => [rule.name as string, rule.name.split('/')[0]!]))];
  const start = where === undefined ? 'There' : `${where}: there`;
  return new UsageError('RULE_UNKNOWN', `${start} is no rule "${name}"${didYouMean(name, names)}`, {
    detail: 'List the rules: genie-actions explain',
  });
}

function settingsOf(rules: readonly Rule[], severity: string, where: string): Record<string, RuleSetting> {
  const known = SEVERITIES.find((candidate) => candidate === severity);
  if (known === undefined) {
    throw new UsageError(
      'OPTION_INVALID',
      `${where}: a severity is one of ${SEVERITIES.join(', ')}${didYouMean(severity, SEVERITIES)}`,
    );
  }
  return Object.fromEntries(rules.map((rule) => [rule.name, known]));
}
