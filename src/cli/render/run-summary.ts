import type { FailureReport, RunWarning, SuccessReport } from '../../engine/events.ts';
import { durationText } from './duration-text.ts';
import { printable, wrapText } from './fit-text.ts';
import { jsonText } from './json-text.ts';
import type { Palette } from './palette.ts';
import { errorLines, indented } from './render-error.ts';

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
  const isDryRun = stubs === 'all';
  const what = isDryRun ? 'would run like this' : 'done';
  // Nobody can look up a dry run: it is not recorded.
  const facts = `in ${durationText(durationMs)}${isDryRun ? '' : ` · run ${report.run_id}`}`;
  const lines = [`${palette.good('✓')} ${palette.strong(report.slug)} ${what} ${palette.dim(facts)}`];
  if (isDryRun) lines.push(palette.warning('  Dry run: every service was a stub, nothing was written'));
  if (stubs !== 'all' && stubs.length > 0) lines.push(palette.warning(`  Stubbed, not real: ${stubs.join(', ')}`));
  lines.push(...remarks.map((remark) => palette.dim(`  ${remark}`)), ...warningLines(report.warnings, palette));
  return lines.join('\n');
}

export interface FailureFacts {
  columns?: number;
  /** Whether the journal knows the run, so that it can be taken up again. */
  isResumable?: boolean;
}

/** Why a run failed, and the way out. */
export function failureNotes(
  report: FailureReport,
  palette: Palette,
  { columns = Number.POSITIVE_INFINITY, isResumable = false }: FailureFacts = {},
): string {
  const problems = report.problems ?? [];
  const lines = errorLines(sentenceOf(report), report.code, palette, columns);
  for (const problem of problems) {
    const [first = '', ...rest] = wrapText(problem, Math.min(100, columns - 4));
    lines.push(`  ${palette.bad('·')} ${first}`, ...rest.map((line) => `    ${line}`));
  }
  const { detail } = report;
  if (detail !== undefined && detail !== problems.join('\n')) lines.push(...indented(detail, columns));
  lines.push(...warningLines(report.warnings, palette));
  if (isResumable && hasBegun(report))
    lines.push(palette.dim(`  To go on from there: genie-actions resume ${report.run_id}`));
  return lines.join('\n');
}

/** What some sentences end with is every problem again, which are listed one by one. */
function sentenceOf({ error, code, problems = [] }: FailureReport): string {
  if (problems.length === 0) return error;
  if (code === 'ACTION_INPUT_INVALID') return error.replace(/ is not valid: .*$/s, ' is not valid');
  return code === 'INPUT_INVALID' || code === 'FLOW_INVALID' ? error.split(': ')[0]! : error;
}

/** Whether steps ran that need not run again. `OUTCOME_UNKNOWN` says itself how to go on. */
function hasBegun({ failedStep, code }: FailureReport): boolean {
  if (code === 'OUTCOME_UNKNOWN') return false;
  return failedStep !== undefined || code === 'FLOW_TIMEOUT' || code === 'CANCELLED';
}

function warningLines(warnings: readonly RunWarning[], palette: Palette): string[] {
  return warnings.map(({ message, code }) => `  ${palette.warning('!')} ${printable(message)}  ${palette.dim(code)}`);
}
