import { lineChanges, type LineChange } from './line-changes.ts';

const CONTEXT = 3;
const NO_LINE_BREAK = '\\ No newline at end of file';

/** A unified diff of two versions of a file, as `git apply` takes it; empty when they are the same. */
export function unifiedDiff(file: string, before: string, after: string): string {
  const oldLines = linesOf(before);
  const newLines = linesOf(after);
  const changes = lineChanges(oldLines, newLines);
  if (changes.length === 0) return '';
  const path = file.replaceAll('\\', '/');
  const hunks = hunksOf(changes).map((hunk) => hunkText(hunk, oldLines, newLines));
  return [`--- a/${path}`, `+++ b/${path}`, ...hunks, ''].join('\n');
}

/** Each with its line break, so that a missing one is a difference. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Changes whose context would touch belong together. */
function hunksOf(changes: readonly LineChange[]): LineChange[][] {
  const hunks: LineChange[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1);
    if (last !== undefined && change.oldStart - last.at(-1)!.oldEnd <= CONTEXT * 2) last.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

function hunkText(changes: readonly LineChange[], oldLines: readonly string[], newLines: readonly string[]): string {
  const first = changes[0]!;
  const last = changes.at(-1)!;
  const oldStart = Math.max(0, first.oldStart - CONTEXT);
  const newStart = first.newStart - (first.oldStart - oldStart);
  const oldEnd = Math.min(oldLines.length, last.oldEnd + CONTEXT);
  const newEnd = last.newEnd + (oldEnd - last.oldEnd);
  const lines = [`@@ -${rangeText(oldStart, oldEnd)} +${rangeText(newStart, newEnd)} @@`];
  let at = oldStart;
  for (const change of changes) {
    lines.push(
      ...signed(' ', oldLines.slice(at, change.oldStart)),
      ...signed('-', oldLines.slice(change.oldStart, change.oldEnd)),
      ...signed('+', newLines.slice(change.newStart, change.newEnd)),
    );
    at = change.oldEnd;
  }
  lines.push(...signed(' ', oldLines.slice(at, oldEnd)));
  return lines.join('\n');
}

function signed(sign: ' ' | '-' | '+', lines: readonly string[]): string[] {
  return lines.flatMap((line) =>
    line.endsWith('\n') ? [`${sign}${line.slice(0, -1)}`] : [`${sign}${line}`, NO_LINE_BREAK],
  );
}

/** An empty range stands behind the line before it. */
function rangeText(start: number, end: number): string {
  const count = end - start;
  return `${count === 0 ? start : start + 1}${count === 1 ? '' : `,${count}`}`;
}
