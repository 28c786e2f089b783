import type { Diagnostic } from '../../check/diagnostic.ts';
import { byFile, numberText, type LintReport } from '../lint-report.ts';
import { SourceLines } from '../source-lines.ts';
import { visibleText } from '../visible-text.ts';
import { prettyFinding, type PrettyOptions } from './pretty-finding.ts';

/** More of one file than a person reads at once; the formats for programs have them all. */
const MAX_FINDINGS_PER_FILE = 50;

/** A secret that stands in a flow is not shown once more on a screen, or in a log that others read. */
function sourceLines(text: string, found: readonly Diagnostic[]): SourceLines {
  const lines = new SourceLines(text);
  for (const { rule, line, column, endLine, endColumn } of found) {
    if (rule !== 'sec/hardcoded-secret') continue;
    lines.hide(line, column - 1, endLine === line ? endColumn - 1 : Number.POSITIVE_INFINITY);
  }
  return lines;
}

/** The findings with the lines that they are about, for a person at a terminal. */
export function prettyReport({ diagnostics, textOf }: LintReport, options: PrettyOptions): string {
  const blocks: string[] = [];
  for (const [file, found] of byFile(diagnostics)) {
    const text = textOf(file);
    const lines = text === undefined ? undefined : sourceLines(text, found);
    for (const diagnostic of found.slice(0, MAX_FINDINGS_PER_FILE)) {
      blocks.push(prettyFinding(diagnostic, lines, options));
    }
    const left = found.length - MAX_FINDINGS_PER_FILE;
    if (left > 0) blocks.push(options.style.dim(`… and ${numberText(left)} more in ${visibleText(file)}`));
  }
  return blocks.map((block) => `${block}\n`).join('\n');
}
