import type { FailureReport, RunWarning, SuccessReport } from '../../engine/events.ts';
import { durationText } from './duration-text.ts';
import { printable, wrapText } from './fit-text.ts';
import { jsonText } from './json-text.ts';
import type { Palette } from './palette.ts';
import { indented } from './render-error.ts';

/** The data of a run that went well: its output, or without one its results by key. */
export function resultText(report: SuccessReport, palette: Palette): string {
  return jsonText(report.output ?? report.results, palette);
}

export interface SuccessFacts {
  palette: Palette;
  stubs: 'all' | readonly string[];
  durationMs: number;
  remarks: readonly string[];
}

/** What the person is told besides the data. */
export function successNotes(report: SuccessReport, { palette, stubs, durationMs, remarks }: SuccessFacts): string {
  const what = stubs === 'all' ? 'would run like this (dry run: every service is a stub, nothing was written)' : 'done';
  const lines = [
    `${palette.good('✓')} ${palette.strong(report.slug)} ${what} ${palette.dim(`in ${durationText(durationMs)} · run ${report.run_id}`)}`,
  ];
  if (stubs !== 'all' && stubs.length > 0) lines.push(palette.warning(`  Stubbed, not real: ${stubs.join(', ')}`));
  lines.push(...remarks.map((remark) => palette.dim(`  ${remark}`)), ...warningLines(report.warnings, palette));
  return lines.join('\n');
}

/** Why a run failed, and the way out. */
export function failureNotes(report: FailureReport, palette: Palette): string {
  const problems = report.problems ?? [];
  // The sentence of these two repeats the problems, which are listed here one by one.
  const isList = problems.length > 0 && (report.code === 'INPUT_INVALID' || report.code === 'FLOW_INVALID');
  const sentence = isList ? report.error.split(': ')[0]! : report.error;
  const lines = [`${palette.bad('✗')} ${palette.strong(printable(sentence))}  ${palette.dim(report.code)}`];
  for (const problem of problems) {
    const [first = '', ...rest] = wrapText(problem, 100);
    lines.push(`  ${palette.bad('·')} ${first}`, ...rest.map((line) => `    ${line}`));
  }
  const { detail } = report;
  if (detail !== undefined && detail !== problems.join('\n')) lines.push(...indented(printable(detail)));
  lines.push(...warningLines(report.warnings, palette));
  return lines.join('\n');
}

function warningLines(warnings: readonly RunWarning[], palette: Palette): string[] {
  return warnings.map(({ message, code }) => `  ${palette.warning('!')} ${printable(message)}  ${palette.dim(code)}`);
}
