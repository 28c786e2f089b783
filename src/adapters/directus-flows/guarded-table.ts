import type { JsonObject } from '../../json.ts';
import type { Call, ItemId } from '../../ports/index.ts';
import { isItemId, itemNotFound, type DirectusServer } from '../directus-server/index.ts';
import { NEVER } from './columns.ts';
import type { FlowTable } from './flow-table.ts';
import { updatedAtMissing } from './refusals.ts';

/** A collection whose rows are written on condition. */
export interface GuardedTable {
  server: DirectusServer;
  collection: string;
  table: FlowTable;
}

/** One row as it was when it was read. Throws for what is no key, and when there is nothing to tell that by. */
export function rowAsRead({ collection, table }: GuardedTable, id: ItemId, updatedAt: string): JsonObject {
  if (!isItemId(id)) throw itemNotFound(collection, id);
  if (table.updatedAt === undefined) throw updatedAtMissing(collection);
  const at = table.updatedAt;
  return { _and: [{ [table.key]: { _eq: id } }, ...conditionsOf(updatedAt).map((seen) => ({ [at]: seen }))] };
}

/**
 * A database may keep a time more exactly than Directus shows it: to the second in a field of type `dateTime`, else to the
 * millisecond.
 */
function conditionsOf(updatedAt: string): JsonObject[] {
  if (updatedAt === NEVER) return [{ _null: true }];
  const isExact = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(updatedAt);
  if (isExact) return [{ _gte: updatedAt }, { _lt: new Date(Date.parse(updatedAt) + 1).toISOString() }];
  const isToTheSecond = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(updatedAt);
  if (!isToTheSecond) return [{ _eq: updatedAt }];
  const next = new Date(Date.parse(`${updatedAt}Z`) + 1000).toISOString().slice(0, updatedAt.length);
  return [{ _gte: updatedAt }, { _lt: next }];
}

/** The row as it is now; `undefined` when it is gone. */
export async function readNow(
  { server, collection, table }: GuardedTable,
  id: ItemId,
  keys: readonly string[],
  call?: Call,
): Promise<JsonObject | undefined> {
  const fields = [table.key, ...keys, ...(table.updatedAt === undefined ? [] : [table.updatedAt])];
  const filter = { [table.key]: { _eq: id } };
  const [row] = await server.readItems(collection, { filter, fields, limit: 1 }, call);
  return row;
}
