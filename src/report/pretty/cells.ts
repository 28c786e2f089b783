import { visibleText } from '../visible-text.ts';
import { columnWidth, graphemes } from './column-width.ts';

/** A character of a source line as a terminal shows it. */
export interface Cell {
  text: string;
  /** Columns. */
  width: number;
  /** Of the line, in UTF-16 units; the end is exclusive. */
  start: number;
  end: number;
}

const TAB = '  ';

/** The characters of a part of a line, each with its place. */
export function cellsOf(line: string, from: number, to: number): Cell[] {
  const cells: Cell[] = [];
  for (const { segment, index } of graphemes(line.slice(from, to))) {
    const text = segment === '\t' ? TAB : visibleText(segment);
    cells.push({ text, width: columnWidth(text), start: from + index, end: from + index + segment.length });
  }
  return cells;
}

/** The index of the cell that an offset falls into; that of the end when it lies behind them. */
export function cellAt(cells: readonly Cell[], offset: number): number {
  const index = cells.findIndex(({ end }) => end > offset);
  return index === -1 ? cells.length : index;
}

export function widthOf(cells: readonly Cell[], first = 0, end = cells.length): number {
  let width = 0;
  for (let index = first; index < end; index++) width += cells[index]!.width;
  return width;
}
