import {
  checkFlow,
  chooseRules,
  RULES,
  type CheckedFlow,
  type CheckOptions,
  type Diagnostic,
  type Preset,
  type Rule,
} from '../../check/index.ts';
import type { ProjectFacts } from '../../check/project-facts.ts';
import type { RuleSet } from '../../check/run-rules.ts';
import type { ProjectSettings } from '../../config/types.ts';
import type { SuppressedDiagnostic } from '../../report/lint-report.ts';
import { checkFragment, SCOPE_RULES } from './fragment.ts';
import { applyOverrides, overridesFor, readOverrides } from './overrides.ts';
import { resolveRules, type RuleSetting, type RuleSettings } from './rule-flags.ts';

export interface LinterOptions {
  settings: ProjectSettings;
  catalogue: CheckOptions['catalogue'];
  project: ProjectFacts;
  preset: Preset;
  /** Of the command line; they count more than those of the configuration. */
  rules: RuleSettings;
  isFragment: boolean;
}

export interface LintedDocument {
  checked: CheckedFlow;
  diagnostics: readonly Diagnostic[];
  suppressed: readonly SuppressedDiagnostic[];
}

/** Checks one document as the project wants it; `path` is what the configuration's overrides are about. */
export interface Linter {
  (text: string, file: string, path: string | undefined): LintedDocument;
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
  const severities = ruleSettings(options);
  const overrides = readOverrides(settings.lint.overrides ?? []);
  const isOff = (rule: string) => severities[rule] === 'off';
  const turnedOn = overrides
    .flatMap(({ rules }) => Object.entries(rules))
    .filter(([name, severity]) => severity !== 'off' && isOff(name) && !SCOPE_RULES.includes(name));
  const rules = chooseRules(options.preset, { ...severities, ...Object.fromEntries(turnedOn) });
  const lint = (text: string, file: string, path: string | undefined): LintedDocument => {
    const check = (document: string) => checkFlow(document, { catalogue, file, project, rules });
    const checked = isFragment ? checkFragment(text, check) : check(text);
    const ofFile = overridesFor(path, settings.root, overrides);
    if (ofFile.length === 0 && turnedOn.length === 0)
      return { checked, diagnostics: checked.diagnostics, suppressed: [] };
    return { checked, ...applyOverrides(checked, ofFile, isOff) };
  };
  return Object.assign(lint, { rules });
}
