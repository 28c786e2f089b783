import type { LintReport } from './lint-report.ts';
import { visibleText } from './visible-text.ts';

/**
 * One line for each finding, without an excerpt, with what a model needs to repair it: place, pointer, notes and the fix.
 * `flows/a.json:5:16 error[step/unknown-type] at /steps/0/type: unknown step type … | fix (--fix): "directus_read"`
 */
export function agentReport({ diagnostics }: LintReport): string {
  return diagnostics
    .map(({ file, line, column, severity, rule, pointer, message, label, notes, fix }) =>
      visibleText(
        [
          `${file}:${line}:${column} ${severity}[${rule}]${pointer === '' ? '' : ` at ${pointer}`}: ${message}`,
          ...(label === '' ? [] : [label]),
          ...notes,
          ...(fix === undefined ? [] : [`fix (${fix.safety === 'safe' ? '--fix' : '--fix=all'}): ${fix.title}`]),
        ].join(' | '),
      ),
    )
    .map((line) => `${line}\n`)
    .join('');
}
