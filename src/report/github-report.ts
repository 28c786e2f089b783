import type { Diagnostic, Severity } from '../check/diagnostic.ts';
import type { LintReport } from './lint-report.ts';

const COMMAND: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' };
const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/**
 * Workflow commands of GitHub Actions, which become annotations of a change.
 * Errors come first, because GitHub shows ten of each kind and step.
 */
export function githubReport({ diagnostics, unreadable }: LintReport): string {
  const sorted = diagnostics.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  return [
    ...unreadable.map(({ file, message }) => `::error file=${property(file)}::${data(message)}\n`),
    ...sorted.map(command),
  ].join('');
}

function command(diagnostic: Diagnostic): string {
  const { severity, rule, message, file, line, column, endLine, endColumn, notes, fix } = diagnostic;
  const properties = {
    file,
    line: String(line),
    endLine: String(endLine),
    col: String(column),
    // GitHub takes columns only of one line.
    ...(endLine === line ? { endColumn: String(endColumn) } : {}),
    title: rule,
  };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  const text = [message, ...notes, ...(fix === undefined ? [] : [`fix: ${fix.title}`])].join('\n');
  return `::${COMMAND[severity]} ${written.join(',')}::${data(text)}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
