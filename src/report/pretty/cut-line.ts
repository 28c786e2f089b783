import { cellAt, cellsOf, widthOf, type Cell } from './cells.ts';
import type { Mark } from './excerpt.ts';

/** A line, or a piece of a long one, with the marks that are in it. */
export interface CutLine {
  text: string;
  /** Columns from 0. */
  places: Array<{ mark: Mark; column: number; width: number }>;
}

/** How much of a line is looked at before its first mark and behind it, in lengths of the shown piece. */
const REACH = 2;

/** Cuts a long line around its marks, sorted by where they start; marks that are far from each other get a piece each. */
export function cutLine(line: string, marks: readonly Mark[], width: number): CutLine[] {
  const pieces: CutLine[] = [];
  for (let first = 0; first < marks.length;) {
    const { start } = marks[first]!;
    let next = first + 1;
    while (next < marks.length && marks[next]!.end - start < width * 0.8) next++;
    pieces.push(cutAround(line, marks.slice(first, next), width));
    first = next;
  }
  return pieces;
}

function cutAround(line: string, marks: readonly Mark[], width: number): CutLine {
  const from = wholeCharacter(line, Math.max(0, marks[0]!.start - width * REACH));
  const to = wholeCharacter(line, marks[0]!.start + width * REACH);
  const all = cellsOf(line, from, to);
  const end = marks.reduce((furthest, mark) => Math.max(furthest, mark.end), 0);
  const [begin, stop] = chooseWindow(all, cellAt(all, marks[0]!.start), cellAt(all, end), width, from === 0);
  const cells = all.slice(begin, stop);
  const isCutBefore = from > 0 || begin > 0;
  const isCutBehind = to < line.length || stop < all.length;
  const text = `${isCutBefore ? '…' : ''}${cells.map((cell) => cell.text).join('')}${isCutBehind ? '…' : ''}`;
  const offset = isCutBefore ? 1 : 0;
  return { text, places: marks.map((mark) => placeOf(mark, cells, offset)) };
}

function placeOf(mark: Mark, cells: readonly Cell[], offset: number): CutLine['places'][number] {
  const first = cellAt(cells, mark.start);
  const end = mark.end > mark.start ? cellAt(cells, mark.end - 1) + 1 : first;
  const width = widthOf(cells, first, Math.min(end, cells.length));
  return { mark, column: offset + widthOf(cells, 0, first), width: Math.max(1, width) };
}

/** The cells to show: from the beginning of the line where all marks fit then, else with as much before them as behind. */
function chooseWindow(
  cells: readonly Cell[],
  first: number,
  end: number,
  width: number,
  isFromStart: boolean,
): [begin: number, stop: number] {
  if (isFromStart && widthOf(cells) <= width) return [0, cells.length];
  let begin = first;
  if (isFromStart && widthOf(cells, 0, Math.min(end + 1, cells.length)) < width * 0.9) begin = 0;
  const room = begin === 0 ? 0 : (width - widthOf(cells, first, Math.min(end + 1, cells.length))) / 2;
  for (let before = 0; begin > 0 && before + cells[begin - 1]!.width <= room; before += cells[begin]!.width) begin--;
  let stop = begin;
  for (let shown = 0; stop < cells.length && shown + cells[stop]!.width <= width - 2;) shown += cells[stop++]!.width;
  return [begin, stop];
}

/** Never between the two halves of a character. */
function wholeCharacter(line: string, offset: number): number {
  const at = Math.min(line.length, Math.floor(offset));
  const code = line.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
