import type { JsonObject } from '../../json.ts';
import type { ItemId } from '../../ports/index.ts';
import type { DirectusServer } from '../directus-server/index.ts';
import { NEVER } from './columns.ts';
import type { FlowTable } from './flow-table.ts';
import { updatedAtMissing } from './refusals.ts';

/** A collection whose rows are written on condition. */
export interface GuardedTable {
  server: DirectusServer;
  collection: string;
  table: FlowTable;
}

/** One row as it was when it was read. Throws when there is nothing to tell that by. */
export function rowAsRead({ collection, table }: GuardedTable, id: ItemId, updatedAt: string): JsonObject {
  if (table.updatedAt === undefined) throw updatedAtMissing(collection);
  const seen = updatedAt === NEVER ? { _null: true } : { _eq: updatedAt };
  return { _and: [{ [table.key]: { _eq: id } }, { [table.updatedAt]: seen }] };
}

/** The row as it is now; `undefined` when it is gone. */
export async function readNow(
  { server, collection, table }: GuardedTable,
  id: ItemId,
  keys: readonly string[],
): Promise<JsonObject | undefined> {
  const fields = [table.key, ...keys, ...(table.updatedAt === undefined ? [] : [table.updatedAt])];
  const [row] = await server.readItems(collection, { filter: { [table.key]: { _eq: id } }, fields, limit: 1 });
  return row;
}
