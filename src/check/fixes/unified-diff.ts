import { diffLines, type LineChange } from './diff-lines.ts';

const CONTEXT = 3;

/** What `diff -u` prints; empty when the texts are equal. `file` stands behind `a/` and `b/`. */
export function unifiedDiff(before: string, after: string, file: string): string {
  if (before === after) return '';
  const [old, now] = [linesOf(before), linesOf(after)];
  const hunks = groupChanges(diffLines(old, now)).map((changes) => hunkText(changes, old, now));
  return [`--- a/${file}\n`, `+++ b/${file}\n`, ...hunks].join('');
}

/** Each with its line break. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/** Changes whose context would touch belong together. */
function groupChanges(changes: readonly LineChange[]): LineChange[][] {
  const groups: LineChange[][] = [];
  for (const change of changes) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && change.oldStart - last.oldEnd <= 2 * CONTEXT) groups.at(-1)!.push(change);
    else groups.push([change]);
  }
  return groups;
}

function hunkText(changes: readonly LineChange[], old: readonly string[], now: readonly string[]): string {
  const [first, last] = [changes[0]!, changes.at(-1)!];
  const lead = Math.min(CONTEXT, first.oldStart);
  const trail = Math.min(CONTEXT, old.length - last.oldEnd);
  const lines: string[] = [];
  let at = first.oldStart - lead;
  const add = (sign: string, part: readonly string[]): void => {
    for (const line of part)
      lines.push(line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`);
  };
  for (const { oldStart, oldEnd, newStart, newEnd } of changes) {
    add(' ', old.slice(at, oldStart));
    add('-', old.slice(oldStart, oldEnd));
    add('+', now.slice(newStart, newEnd));
    at = oldEnd;
  }
  add(' ', old.slice(at, at + trail));
  const oldRange = rangeText(first.oldStart - lead, last.oldEnd + trail);
  const newRange = rangeText(first.newStart - lead, last.newEnd + trail);
  return `@@ -${oldRange} +${newRange} @@\n${lines.join('')}`;
}

/** Lines count from 1; an empty range names the line before it. */
function rangeText(start: number, end: number): string {
  const length = end - start;
  if (length === 0) return `${start},0`;
  return length === 1 ? String(start + 1) : `${start + 1},${length}`;
}
