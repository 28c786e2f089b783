import type { Severity } from '../check/diagnostic.ts';
import { byFile, countOf, type LintReport } from './lint-report.ts';
import { columnWidth } from './pretty/column-width.ts';
import type { Style } from './pretty/style.ts';
import { visibleText } from './visible-text.ts';

/** Aligned lines below each file's name, in the manner of ESLint. */
export function stylishReport({ diagnostics }: LintReport, style: Style): string {
  if (diagnostics.length === 0) return '';
  const files = [...byFile(diagnostics)].map(([file, found]) => {
    const rows = found.map(({ line, column, severity, message, rule }) => ({
      place: `${line}:${column}`,
      severity,
      message: visibleText(message),
      rule,
    }));
    const widest = (cell: (row: (typeof rows)[number]) => string) =>
      rows.reduce((width, row) => Math.max(width, columnWidth(cell(row))), 0);
    const [place, severity, message] = [
      widest((row) => row.place),
      widest((row) => row.severity),
      widest((row) => row.message),
    ];
    const lines = rows.map(
      (row) =>
        `  ${style.dim(row.place.padStart(place))}  ${style.severity(row.severity, row.severity.padEnd(severity))}  ` +
        `${row.message}${' '.repeat(message - columnWidth(row.message))}  ${style.dim(row.rule)}`,
    );
    return [style.strong(visibleText(file)), ...lines, ''].join('\n');
  });
  return `\n${files.join('\n')}\n${totals(diagnostics, style)}\n`;
}

function totals(diagnostics: LintReport['diagnostics'], style: Style): string {
  const count = (severity: Severity) => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const counts = `${countOf(count('error'), 'error')}, ${countOf(count('warning'), 'warning')}, ${count('info')} info`;
  const worst = count('error') > 0 ? 'error' : count('warning') > 0 ? 'warning' : 'info';
  const fixable = diagnostics.filter(({ fix }) => fix?.safety === 'safe').length;
  return [
    style.severity(worst, `✖ ${countOf(diagnostics.length, 'problem')} (${counts})`),
    ...(fixable === 0 ? [] : [`  ${countOf(fixable, 'problem')} fixable with --fix`]),
  ].join('\n');
}
