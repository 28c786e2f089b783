import type { ASTNode } from '@marcbachmann/cel-js';

/** What an expression reads of each entry of a list: `row.name` in `rows.map(row, row.name)`. */
export interface CelItemRead {
  /** Where the path of the list ends. */
  readonly listEnd: number;
  readonly variable: string;
  /** The fields, one inside the other. Offsets count from the beginning of the source. */
  readonly fields: readonly { readonly name: string; readonly start: number; readonly end: number }[];
}

/** Names that comprehensions give to entries, each with the end of the path of its list where that is one. */
export type BoundNames = ReadonlyMap<string, number | undefined>;

/** `undefined` for anything but fields of an entry of a list that a path leads to. */
export function readItem(node: ASTNode, bound: BoundNames): CelItemRead | undefined {
  const fields: { name: string; start: number; end: number }[] = [];
  let base = node;
  for (; base.op === '.'; base = base.args[0]) {
    fields.unshift({ name: base.args[1], start: base.end - base.args[1].length, end: base.end });
  }
  const listEnd = base.op === 'id' ? bound.get(base.args) : undefined;
  return listEnd === undefined ? undefined : { listEnd, variable: base.args as string, fields };
}
