import { matchesGlob, relative } from 'node:path';
import type { CheckedFlow, Diagnostic } from '../../check/index.ts';
import type { LintOverride } from '../../config/types.ts';
import type { SuppressedDiagnostic } from '../../report/lint-report.ts';
import { resolveRules, type RuleSetting } from './rule-flags.ts';

/** An override of the configuration, ready to be applied. */
export interface Override {
  /** `undefined`: every file. Paths are relative to the folder of the configuration. */
  globs: readonly string[] | undefined;
  step: string | undefined;
  rules: Readonly<Record<string, RuleSetting>>;
  reason: string | undefined;
}

export function readOverrides(written: readonly LintOverride[]): Override[] {
  return written.map(({ files, step, rules, reason }, index) => ({
    globs: files === undefined ? undefined : [files].flat(),
    step,
    rules: resolveRules(rules, `lint.overrides[${index}].rules`),
    reason,
  }));
}

/** Those that hold for a file. */
export function overridesFor(path: string | undefined, root: string, overrides: readonly Override[]): Override[] {
  if (overrides.length === 0) return [];
  const name = path === undefined ? undefined : relative(root, path).replaceAll('\\', '/');
  return overrides.filter(
    ({ globs }) => globs === undefined || (name !== undefined && globs.some((glob) => matchesGlob(name, glob))),
  );
}

/**
 * Gives findings the severities that overrides say; the last one that fits a finding counts.
 * A rule that is on only for the sake of an override (`isOff`) reports nothing elsewhere.
 */
export function applyOverrides(
  checked: CheckedFlow,
  overrides: readonly Override[],
  isOff: (rule: string) => boolean,
): { diagnostics: Diagnostic[]; suppressed: SuppressedDiagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const suppressed: SuppressedDiagnostic[] = [];
  for (const diagnostic of checked.diagnostics) {
    const override = overrides.findLast(
      ({ rules, step }) => Object.hasOwn(rules, diagnostic.rule) && isAbout(diagnostic, step, checked),
    );
    const severity = override?.rules[diagnostic.rule];
    if (severity === undefined) {
      if (!isOff(diagnostic.rule)) diagnostics.push(diagnostic);
    } else if (severity === 'off') {
      const reason = override!.reason;
      suppressed.push({ diagnostic, kind: 'external', ...(reason === undefined ? {} : { reason }) });
    } else {
      diagnostics.push({ ...diagnostic, severity });
    }
  }
  return { diagnostics, suppressed };
}

function isAbout({ pointer }: Diagnostic, step: string | undefined, { model }: CheckedFlow): boolean {
  if (step === undefined) return true;
  if (step.startsWith('/')) return isWithin(pointer, step);
  return model.steps.some((node) => node.step.key === step && isWithin(pointer, node.step.pointer));
}

function isWithin(pointer: string, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`);
}
