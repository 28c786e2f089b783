import { relative } from 'node:path';
import {
  checkFlow,
  chooseRules,
  RULES,
  type CheckedFlow,
  type CheckOptions,
  type Preset,
  type Rule,
} from '../../check/index.ts';
import type { ProjectFacts } from '../../check/project-facts.ts';
import type { RuleSet } from '../../check/run-rules.ts';
import type { RuleOverride } from '../../check/suppressions/index.ts';
import type { LintOverride, ProjectSettings } from '../../config/types.ts';
import { checkFragment, SCOPE_RULES } from './fragment.ts';
import { resolveRules, type RuleSetting, type RuleSettings } from './rule-flags.ts';

export interface LinterOptions {
  settings: Pick<ProjectSettings, 'root' | 'lint'>;
  catalogue: CheckOptions['catalogue'];
  project: ProjectFacts;
  preset: Preset;
  /** Of the command line; they count more than those of the configuration. */
  rules: RuleSettings;
  isFragment: boolean;
}

/** Checks one document as the project wants it; `path` is what the configuration's overrides are about. */
export interface Linter {
  (text: string, file: string, path: string | undefined): CheckedFlow;
  /** For what is said of several documents together. */
  readonly rules: RuleSet;
}

/** How every rule is set, by name. */
export function ruleSettings({ settings, preset, rules, isFragment }: Omit<LinterOptions, 'catalogue' | 'project'>) {
  const severities: Record<string, RuleSetting> = {
    ...resolveRules(settings.lint.rules ?? {}, 'lint.rules'),
    ...rules.severities,
  };
  const chosen = chooseRules(preset, severities).severities;
  const severityOf = (rule: Rule): RuleSetting => {
    if (isFragment && SCOPE_RULES.includes(rule.name)) return 'off';
    const severity = chosen.get(rule) ?? 'off';
    if (rules.only === undefined) return severity;
    if (!rules.only.has(rule.name)) return 'off';
    // A rule that is asked for by its name is meant to run, whatever the preset says of it.
    if (severity !== 'off' || severities[rule.name] === 'off') return severity;
    return rule.strictSeverity ?? (rule.severity === 'off' ? 'warning' : rule.severity);
  };
  return Object.fromEntries(RULES.map((rule) => [rule.name, severityOf(rule)]));
}

export function createLinter(options: LinterOptions): Linter {
  const { settings, catalogue, project, isFragment } = options;
  const rules = chooseRules(options.preset, ruleSettings(options));
  const overrides = (settings.lint.overrides ?? []).map((override, index) => readOverride(override, index, options));
  const lint = (text: string, file: string, path: string | undefined): CheckedFlow => {
    const inProject = path === undefined ? '' : relative(settings.root, path);
    const check = (document: string) =>
      checkFlow(document, { catalogue, file, project, rules, overrides, path: inProject });
    return isFragment ? checkFragment(text, check) : check(text);
  };
  return Object.assign(lint, { rules });
}

/** With the full names of the rules that may run at all. */
function readOverride(
  { files, step, rules: written, reason }: LintOverride,
  index: number,
  { rules: { only }, isFragment }: LinterOptions,
): RuleOverride {
  const rules = Object.entries(resolveRules(written, `lint.overrides[${index}].rules`)).filter(
    ([name]) => (only?.has(name) ?? true) && !(isFragment && SCOPE_RULES.includes(name)),
  );
  return { files: files === undefined ? undefined : [files].flat(), step, rules: Object.fromEntries(rules), reason };
}
