import { fitWidth } from './fit-text.ts';
import type { Paint } from './palette.ts';

export interface Column<Row> {
  title: string;
  value(row: Row): string;
  /** Styles the cell after it was padded. */
  paint?(cell: string, row: Row): string;
}

/** Wider cells are cut, except in the last column. A slug has 64 characters at most. */
const MAX_CELL = 64;
/** With less room than this the last column moves below its row. */
const MIN_LAST_CELL = 20;

/** Rows in aligned columns under their titles; the last column is cut where the terminal ends, or stands below its row. */
export function renderTable<Row>(
  columns: ReadonlyArray<Column<Row>>,
  rows: readonly Row[],
  { width, title }: { width: number; title: Paint },
): string {
  const widths = columns.map((column) =>
    Math.min(MAX_CELL, Math.max(column.title.length, ...rows.map((row) => column.value(row).length))),
  );
  const room = width - widths.slice(0, -1).reduce((sum, cell) => sum + cell + 2, 0);
  const isStacked = room < MIN_LAST_CELL;
  const beside = isStacked ? columns.slice(0, -1) : columns;
  if (!isStacked) widths[columns.length - 1] = room;
  const fit = (text: string, index: number) =>
    index === columns.length - 1 ? fitWidth(text, Math.min(text.length, room)) : fitWidth(text, widths[index]!);
  const paint = (column: Column<Row>, cell: string, row: Row) => column.paint?.(cell, row) ?? cell;
  const head = beside.map((column, index) => title(fit(column.title, index))).join('  ');
  const body = rows.flatMap((row) => {
    const cells = beside.map((column, index) => paint(column, fit(column.value(row), index), row));
    const line = cells.join('  ').trimEnd();
    const last = columns.at(-1)!;
    if (!isStacked || last.value(row) === '') return [line];
    return [line, `    ${paint(last, fitWidth(last.value(row), width - 4).trimEnd(), row)}`];
  });
  return [head.trimEnd(), ...body].join('\n');
}
