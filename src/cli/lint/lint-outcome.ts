import type { Diagnostic, Severity } from '../../check/index.ts';
import { countOf, numberText, type LintReport } from '../../report/lint-report.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import type { LintRequest } from './lint-flags.ts';

const RANK: Record<Severity, number> = { info: 0, warning: 1, error: 2 };

/** The same in every format: 2 when something could not be read, 1 when findings count as a failure, else 0. */
export function lintStatus(
  { diagnostics, unreadable }: Pick<LintReport, 'diagnostics' | 'unreadable'>,
  { failOn, maxWarnings }: Pick<LintRequest, 'failOn' | 'maxWarnings'>,
): number {
  if (unreadable.length > 0) return EXIT_STATUS.usage;
  const hasFailed = diagnostics.some(({ severity }) => RANK[severity] >= RANK[failOn]);
  return hasFailed || count(diagnostics, 'warning') > maxWarnings ? EXIT_STATUS.failed : EXIT_STATUS.done;
}

/** One line: how much was looked at, and what was found. */
export function lintSummary({ files, diagnostics, suppressed = [], fixed, unreadable }: LintReport): string {
  const looked = countOf(files.length, 'file');
  const lost = unreadable.length === 0 ? '' : `, ${numberText(unreadable.length)} could not be read`;
  const repaired = fixed === undefined || fixed.length === 0 ? '' : `, ${numberText(fixed.length)} repaired`;
  const hidden = suppressed.length === 0 ? '' : `, ${numberText(suppressed.length)} suppressed`;
  if (diagnostics.length === 0) return `${lost === '' ? '✓' : '✗'} ${looked}, nothing found${lost}${hidden}${repaired}`;
  const found = (['error', 'warning', 'info'] as const)
    .map((severity) => [severity, count(diagnostics, severity)] as const)
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => (severity === 'info' ? `${numberText(number)} info` : countOf(number, severity)));
  const safe = diagnostics.filter(({ fix }) => fix?.safety === 'safe').length;
  const fixable = safe === 0 ? '' : `, ${numberText(safe)} fixable with --fix`;
  const sign = count(diagnostics, 'error') > 0 ? '✗' : '!';
  return `${sign} ${found.join(', ')} in ${looked}${lost}${fixable}${hidden}${repaired}`;
}

function count(diagnostics: readonly Diagnostic[], severity: Severity): number {
  let number = 0;
  for (const diagnostic of diagnostics) if (diagnostic.severity === severity) number++;
  return number;
}
