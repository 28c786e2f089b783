import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  applyBaseline,
  createBaseline,
  readBaseline,
  type Baseline,
  type BaselineEntry,
} from '../../check/suppressions/baseline.ts';
import { UsageError } from '../../errors.ts';
import { countOf, type LintReport } from '../../report/lint-report.ts';

/**
 * Leaves out what the baseline lists, or writes it anew; a report without what is known.
 * Throws `OPTION_MISSING`, `BASELINE_UNREADABLE` or `FILE_UNWRITABLE`.
 */
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
  const baseline = isUpdated ? update(file, report) : load(file);
  const { diagnostics, suppressed, gone } = applyBaseline(baseline, report);
  const remarks = isUpdated
    ? [`${file}: ${countOf(baseline.findings.length, 'finding')} written`]
    : gone.length > 0
      ? [`${countOf(gone.length, 'finding')} of the baseline not there any more; refresh it with --update-baseline`]
      : [];
  return { report: { diagnostics, suppressed: [...(report.suppressed ?? []), ...suppressed] }, remarks };
}

/** Files that are still there and were not looked at keep their findings. */
function update(file: string, { files, diagnostics, textOf }: LintReport): Baseline {
  const checked = new Set(files);
  const kept = existsSync(file) ? load(file).findings.filter((entry) => !checked.has(entry.file)) : [];
  const baseline = createBaseline(
    diagnostics,
    textOf,
    kept.filter((entry) => textOf(entry.file) !== undefined),
  );
  try {
    writeFileSync(file, baselineText(baseline.findings));
  } catch (cause) {
    throw new UsageError('FILE_UNWRITABLE', `${file} cannot be written: ${(cause as Error).message}`, { cause });
  }
  return baseline;
}

/** One finding a line. */
function baselineText(findings: readonly BaselineEntry[]): string {
  const lines = findings.map((entry) => `    ${JSON.stringify(entry)}`);
  return `{\n  "version": 1,\n  "findings": ${lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`}\n}\n`;
}

function load(file: string): Baseline {
  if (!existsSync(file)) {
    throw new UsageError('BASELINE_UNREADABLE', `There is no baseline ${file}`, {
      detail: 'Write it with the findings of now: genie-actions lint --update-baseline',
    });
  }
  try {
    const baseline = readBaseline(JSON.parse(readFileSync(file, 'utf8')));
    if (baseline === undefined) throw new Error('it is no baseline of this version');
    return baseline;
  } catch (cause) {
    throw new UsageError('BASELINE_UNREADABLE', `${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
}
