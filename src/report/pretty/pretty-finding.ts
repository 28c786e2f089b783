import type { Diagnostic, RelatedPlace } from '../../check/diagnostic.ts';
import type { SourceLines } from '../source-lines.ts';
import { visibleText } from '../visible-text.ts';
import { excerptLines, type Mark } from './excerpt.ts';
import type { Style } from './style.ts';

export interface PrettyOptions {
  style: Style;
  /** Columns of the terminal; lines of source are cut to them. */
  width: number;
}

/** One finding: what is wrong, where, the lines with carets below what is meant, notes, and the fix. */
export function prettyFinding(
  diagnostic: Diagnostic,
  lines: SourceLines | undefined,
  { style, width }: PrettyOptions,
): string {
  const { severity, rule, message, file, line, column, related, notes, fix } = diagnostic;
  const here = related.filter((place) => place.file === undefined || place.file === file);
  const elsewhere = related.filter((place) => !here.includes(place));
  const gutter = String(Math.max(line, ...here.map((place) => place.line))).length;
  const margin = ' '.repeat(gutter);
  const room = Math.max(40, width - gutter - 3);
  const note = (text: string) => `${margin} ${style.frame('=')} ${text}`;
  const marks = [markOf(diagnostic, lines, severity), ...here.map((place) => markOf(place, lines, undefined))];
  return [
    `${style.severity(severity, `${severity}[${rule}]`)}${style.strong(`: ${visibleText(message)}`)}`,
    `${margin}${style.frame('-->')} ${visibleText(file)}:${line}:${column}`,
    ...(lines === undefined ? [] : excerptLines(marks, lines, { style, gutter, width: room })),
    ...elsewhere.map((place) => `${margin}${style.frame(':::')} ${placeText(place)}`),
    ...notes.map((text) => note(visibleText(text))),
    ...(fix === undefined ? [] : [note(`fix: ${style.fix(visibleText(fix.title))} ${flagOf(fix.safety)}`)]),
  ].join('\n');
}

function flagOf(safety: 'safe' | 'unsafe'): string {
  return safety === 'safe' ? '[--fix]' : '[--fix=all]';
}

function placeText({ file = '', line, column, label }: RelatedPlace): string {
  return `${visibleText(file)}:${line}:${column}${label === '' ? '' : ` ${visibleText(label)}`}`;
}

/** A part of several lines is marked to the end of its first one. */
function markOf(
  { line, column, endLine, endColumn, label }: RelatedPlace | Diagnostic,
  lines: SourceLines | undefined,
  severity: Mark['severity'],
): Mark {
  const start = column - 1;
  const end = endLine === line ? endColumn - 1 : (lines?.line(line)?.length ?? start);
  return { line, start, end: Math.max(start, end), label, severity };
}
