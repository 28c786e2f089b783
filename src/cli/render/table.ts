import { fitWidth } from './fit-text.ts';
import type { Paint } from './palette.ts';

export interface Column<Row> {
  title: string;
  value(row: Row): string;
  /** Styles the cell after it was padded. */
  paint?(cell: string, row: Row): string;
}

/** Rows in aligned columns under their titles; the last column is cut where the terminal ends. */
export function renderTable<Row>(
  columns: ReadonlyArray<Column<Row>>,
  rows: readonly Row[],
  { width, title }: { width: number; title: Paint },
): string {
  const widths = columns.map((column) => Math.max(column.title.length, ...rows.map((row) => column.value(row).length)));
  const before = widths.slice(0, -1).reduce((sum, cell) => sum + cell + 2, 0);
  widths[widths.length - 1] = Math.max(10, Math.min(widths.at(-1)!, width - before));
  const fit = (text: string, index: number) => {
    const cell = fitWidth(text, widths[index]!);
    return index === columns.length - 1 ? cell.trimEnd() : cell;
  };
  const head = columns.map((column, index) => title(fit(column.title, index))).join('  ');
  const body = rows.map((row) =>
    columns
      .map((column, index) => {
        const cell = fit(column.value(row), index);
        return column.paint === undefined ? cell : column.paint(cell, row);
      })
      .join('  ')
      .trimEnd(),
  );
  return [head, ...body].join('\n');
}
