import type { SQLOutputValue } from 'node:sqlite';
import type { Json, JsonObject } from '../../json.ts';
import { columnAlias, type QueryScope, type Source } from './query-scope.ts';
import type { Field } from './schema.ts';
import { fromStored } from './values.ts';

export type StoredRow = Record<string, SQLOutputValue>;

/** What a statement selects, and how its rows become items. */
export interface Selection {
  /** What stands after SELECT. */
  sql: string;
  toItem: (row: StoredRow) => JsonObject;
}

/** An item in the answer: the root, or one behind a many-to-one field. */
interface Node {
  source: Source;
  /** The column of the key, which is NULL when there is no such row. */
  keyColumn: string;
  entries: Map<string, Leaf | Node>;
}

interface Leaf {
  field: Field;
  column: string;
}

/**
 * The fields of the answer: names, `*`, and paths through many-to-one fields (`profile.platform`, `profile.*`, `*.*`).
 * Without any, all fields of the collection. Throws `FIELD_NOT_FOUND`.
 */
export function selectFields(scope: QueryScope, fields: readonly string[] = ['*']): Selection {
  const columns: string[] = [];

  function addColumn(sql: string): string {
    const alias = columnAlias(columns.length);
    columns.push(`${sql} AS ${alias}`);
    return alias.slice(1, -1);
  }

  function createNode(source: Source): Node {
    const key = source.collection.primaryKey.column;
    return { source, keyColumn: addColumn(`${source.alias}.${key}`), entries: new Map() };
  }

  function addPath(node: Node, [name = '*', ...rest]: readonly string[]): void {
    if (name === '*') {
      for (const field of node.source.collection.fields.values()) {
        addPath(node, field.relatedTo === undefined ? [field.name] : [field.name, ...rest]);
      }
      return;
    }
    const scoped = scope.field(node.source, name);
    const known = node.entries.get(name);
    if (rest.length > 0) {
      const child = known !== undefined && isNode(known) ? known : createNode(scope.follow(scoped));
      node.entries.set(name, child);
      addPath(child, rest);
    } else if (known === undefined) {
      node.entries.set(name, { field: scoped.field, column: addColumn(scoped.sql) });
    }
  }

  const root = createNode(scope.root);
  for (const path of fields.length === 0 ? ['*'] : fields) addPath(root, path.trim().split('.'));
  return { sql: columns.join(', '), toItem: (row) => readNode(root, row) };
}

function readNode(node: Node, row: StoredRow): JsonObject {
  const item: JsonObject = {};
  for (const [name, entry] of node.entries) item[name] = readEntry(entry, row);
  return item;
}

function readEntry(entry: Leaf | Node, row: StoredRow): Json {
  if (!isNode(entry)) return fromStored(entry.field, row[entry.column] ?? null);
  return row[entry.keyColumn] === null ? null : readNode(entry, row);
}

function isNode(entry: Leaf | Node): entry is Node {
  return 'entries' in entry;
}
