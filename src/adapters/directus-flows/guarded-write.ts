import type { JsonObject } from '../../json.ts';
import { ServiceError, type Call, type FlowRowUpdate, type ItemId } from '../../ports/index.ts';
import type { DirectusServer } from '../directus-server/index.ts';
import { NEVER, toColumns } from './columns.ts';
import type { FlowTable } from './flow-table.ts';
import { updatedAtMissing } from './refusals.ts';

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

/** `false`: the row is not as it was, or gone. */
export async function updateRow(
  guarded: GuardedTable,
  { id, updatedAt, changes }: FlowRowUpdate,
  call: Call | undefined,
): Promise<boolean> {
  const { server, collection, table } = guarded;
  const columns = toColumns(changes, table);
  const fields = [table.key];
  if (updatedAt === undefined) return unlessGone(server.updateItem(collection, id, columns, { fields }, call));
  const filter = rowAsRead(guarded, id, updatedAt);
  return (await server.rows.updateWhere(collection, filter, columns, { fields }, call)) !== undefined;
}

/** `true` when the row is gone, whoever deleted it: Directus does not say how many rows it deleted. */
export async function deleteRow(
  guarded: GuardedTable,
  { id, updatedAt }: Pick<FlowRowUpdate, 'id' | 'updatedAt'>,
  call: Call | undefined,
): Promise<boolean> {
  const { server, collection, table } = guarded;
  if (updatedAt === undefined) return unlessGone(server.deleteItems(collection, [id], call));
  await server.rows.deleteWhere(collection, rowAsRead(guarded, id, updatedAt), call);
  const filter = { [table.key]: { _eq: id } };
  return (await server.readItems(collection, { filter, fields: [table.key], limit: 1 }, call)).length === 0;
}

async function unlessGone(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (thrown) {
    if (thrown instanceof ServiceError && thrown.code === 'ITEM_NOT_FOUND') return false;
    throw thrown;
  }
}
