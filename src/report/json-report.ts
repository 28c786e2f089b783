import type { Diagnostic } from '../check/diagnostic.ts';
import type { LintReport } from './lint-report.ts';

/** The object that `--format json` prints. */
export interface LintDocument {
  version: 1;
  /** How many documents were looked at. */
  files: number;
  diagnostics: readonly Diagnostic[];
  /** Only with `--fix`: what was written. */
  fixed?: LintReport['fixed'];
  /** Only where there are some. */
  unreadable?: LintReport['unreadable'];
}

export function jsonDocument({ files, diagnostics, fixed, unreadable }: LintReport): LintDocument {
  return {
    version: 1,
    files: files.length,
    diagnostics,
    ...(fixed === undefined ? {} : { fixed }),
    ...(unreadable.length === 0 ? {} : { unreadable }),
  };
}

export function jsonReport(report: LintReport): string {
  return `${JSON.stringify(jsonDocument(report), null, 2)}\n`;
}

/** A diagnostic a line. */
export function jsonLinesReport({ diagnostics }: LintReport): string {
  return diagnostics.map((diagnostic) => `${JSON.stringify(diagnostic)}\n`).join('');
}
