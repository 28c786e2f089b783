import { UsageError } from '../../errors.ts';
import { countOf, type LintReport } from '../../report/lint-report.ts';
import { applyBaseline, writeBaseline } from './baseline.ts';

/** Leaves out what the baseline lists, or writes it anew; a report without what is known. */
export function useBaseline(
  report: LintReport,
  file: string | undefined,
  isUpdated: boolean,
): { report: Partial<LintReport>; remarks: string[] } {
  if (file === undefined) {
    throw new UsageError('OPTION_MISSING', '--update-baseline needs a file', {
      detail:
        'Name it with --baseline FILE, or with "lint": { "baseline": "lint-baseline.json" } in the configuration.',
    });
  }
  const { diagnostics, suppressed = [], textOf } = report;
  if (isUpdated) writeBaseline(file, diagnostics, textOf);
  const applied = applyBaseline(file, diagnostics, textOf);
  const remarks = isUpdated
    ? [`${file}: ${countOf(diagnostics.length, 'finding')} written`]
    : applied.gone > 0
      ? [`${countOf(applied.gone, 'finding')} of the baseline not there any more; refresh it with --update-baseline`]
      : [];
  return {
    report: { diagnostics: applied.diagnostics, suppressed: [...suppressed, ...applied.suppressed] },
    remarks,
  };
}
