import type { JsonObject } from '../../json.ts';
import type { DirectusQuery, ItemId } from '../../ports/index.ts';
import { compileAggregate } from './aggregate.ts';
import { orderOf, pageOf, whereOf } from './query-clauses.ts';
import { QueryScope } from './query-scope.ts';
import { invalidQuery, itemNotFound } from './refusals.ts';
import type { Collection } from './schema.ts';
import { selectFields } from './select-fields.ts';
import type { Store } from './store.ts';

/** The rows that a query asks for, or its aggregates. */
export function readRows(store: Store, collection: Collection, query: DirectusQuery): JsonObject[] {
  refuseDeep(query);
  const scope = new QueryScope(store.schema, collection);
  const isAggregate = query.aggregate !== undefined || query.groupBy !== undefined;
  const where = whereOf(scope, query, store.variables());
  const page = pageOf(query);
  if (isAggregate) {
    const { sql, groups, toItem } = compileAggregate(scope, query);
    return store.all(`SELECT ${sql} FROM ${scope.from}${where.sql}${groups}${page}`, where.values).map(toItem);
  }
  const { sql, toItem } = selectFields(scope, query.fields);
  const order = orderOf(scope, query.sort);
  return store.all(`SELECT ${sql} FROM ${scope.from}${where.sql}${order}${page}`, where.values).map(toItem);
}

/** One row by its key. Throws `ITEM_NOT_FOUND`. */
export function readRow(
  store: Store,
  collection: Collection,
  id: ItemId,
  query: Pick<DirectusQuery, 'fields' | 'deep'>,
): JsonObject {
  refuseDeep(query);
  const scope = new QueryScope(store.schema, collection);
  const { sql, toItem } = selectFields(scope, query.fields);
  const key = `${scope.root.alias}.${collection.primaryKey.column}`;
  const [row] = store.all(`SELECT ${sql} FROM ${scope.from} WHERE ${key} = ?`, [String(id)]);
  if (row === undefined) throw itemNotFound(collection, id);
  return toItem(row);
}

/** `deep` narrows one-to-many fields; ignoring it would answer with rows that nobody asked for. */
function refuseDeep({ deep }: DirectusQuery): void {
  if (deep === undefined || Object.keys(deep).length === 0) return;
  throw invalidQuery('"deep" takes one-to-many fields, and the embedded store has none');
}
