import type { Severity } from '../../check/diagnostic.ts';
import type { SourceLines } from '../source-lines.ts';
import { visibleText } from '../visible-text.ts';
import { cutLine, type CutLine } from './cut-line.ts';
import type { Style } from './style.ts';

/** A part of one line that is underlined. */
export interface Mark {
  line: number;
  /** In UTF-16 units, from 0; the end is exclusive. */
  start: number;
  end: number;
  label: string;
  /** Of the finding itself; `undefined` for what is related to it. */
  severity: Severity | undefined;
}

/** Source lines with what is marked in them, `...` between lines that are not neighbours. */
export function excerptLines(
  marks: readonly Mark[],
  lines: SourceLines,
  { style, gutter, width }: { style: Style; gutter: number; width: number },
): string[] {
  const bar = style.frame('|');
  const margin = ' '.repeat(gutter + 1);
  const shown: string[] = [`${margin}${bar}`];
  let previous: number | undefined;
  for (const [number, ofLine] of marksByLine(marks)) {
    const source = lines.line(number);
    if (source === undefined) continue;
    if (previous !== undefined && number > previous + 1) shown.push(style.frame('...'));
    previous = number;
    for (const { text, places } of cutLine(source, ofLine, width)) {
      shown.push(`${style.frame(String(number).padStart(gutter))} ${bar} ${text}`.trimEnd());
      for (const place of places) shown.push(`${margin}${bar} ${underline(place, style)}`);
    }
  }
  return shown.length === 1 ? [] : shown;
}

function marksByLine(marks: readonly Mark[]): Array<[number, Mark[]]> {
  const lines = new Map<number, Mark[]>();
  for (const mark of marks) lines.set(mark.line, [...(lines.get(mark.line) ?? []), mark]);
  for (const ofLine of lines.values()) ofLine.sort((a, b) => a.start - b.start);
  return [...lines].sort(([a], [b]) => a - b);
}

function underline({ mark: { label, severity }, column, width }: CutLine['places'][number], style: Style): string {
  const sign = (severity === undefined ? '-' : '^').repeat(width);
  const text = label === '' ? sign : `${sign} ${visibleText(label)}`;
  return ' '.repeat(column) + (severity === undefined ? style.related(text) : style.severity(severity, text));
}
