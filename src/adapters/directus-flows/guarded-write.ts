import { isDeepStrictEqual } from 'node:util';
import { ServiceError, type Call, type FlowRow, type FlowRowUpdate } from '../../ports/index.ts';
import { toColumns, toDocument } from './columns.ts';
import { readNow, rowAsRead, type GuardedTable } from './guarded-table.ts';
import { findOvertaken } from './overtaken-writes.ts';
import { changeDeleted } from './refusals.ts';
import { withdraw } from './withdraw.ts';

type RowAsRead = Pick<FlowRowUpdate, 'id' | 'slug' | 'updatedAt'>;

/** `false`: the row is not as it was, or gone. `seen` is what was read, where that is still known. */
export async function updateRow(
  guarded: GuardedTable,
  { changes, ...row }: FlowRowUpdate,
  seen: FlowRow | undefined,
  call: Call | undefined,
): Promise<boolean> {
  const { server, collection, table } = guarded;
  const { id, updatedAt } = row;
  const columns = toColumns(changes, table);
  const fields = [table.key];
  if (updatedAt === undefined) return unlessGone(server.updateItem(collection, id, columns, { fields }, call));
  const filter = rowAsRead(guarded, id, updatedAt);
  if (!(await isAsSeen(guarded, row, seen, call))) return false;
  if ((await server.rows.updateWhere(collection, filter, columns, { fields }, call)) === undefined) return false;
  const overtaken = await afterWrite(findOvertaken(guarded, { id, updatedAt }, columns, call));
  if (overtaken === undefined) return true;
  await withdraw(guarded, { ...row, changes }, overtaken);
  return false;
}

/** `true` when the row is gone, whoever deleted it: Directus does not say how many rows it deleted. */
export async function deleteRow(
  guarded: GuardedTable,
  row: RowAsRead,
  seen: FlowRow | undefined,
  call: Call | undefined,
): Promise<boolean> {
  const { server, collection } = guarded;
  const { id, slug, updatedAt } = row;
  if (updatedAt === undefined) return unlessGone(server.deleteItems(collection, [id], call));
  const filter = rowAsRead(guarded, id, updatedAt);
  if (!(await isAsSeen(guarded, row, seen, call))) return false;
  await server.rows.deleteWhere(collection, filter, call);
  if ((await afterWrite(readNow(guarded, id, [], call))) !== undefined) return false;
  const overtaken = await afterWrite(findOvertaken(guarded, { id, updatedAt }, undefined, call));
  if (overtaken !== undefined) throw changeDeleted(slug, overtaken.revision);
  return true;
}

/** A column that keeps whole seconds does not tell two changes of one second apart: there the rest of the row has to. */
async function isAsSeen(
  guarded: GuardedTable,
  { id, updatedAt }: RowAsRead,
  seen: FlowRow | undefined,
  call: Call | undefined,
): Promise<boolean> {
  const isCoarse = updatedAt !== undefined && /:\d\d(\.0+)?(Z|[+-]\d\d:?\d\d)?$/.test(updatedAt);
  if (!isCoarse || seen === undefined || seen.updatedAt !== updatedAt) return true;
  const { table } = guarded;
  const now = await readNow(guarded, id, [...table.documentKeys], call);
  return now !== undefined && isDeepStrictEqual(toDocument(now, table), seen.document);
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

/** What fails now fails after the write took effect: the caller has to look. */
async function afterWrite<Found>(look: Promise<Found>): Promise<Found> {
  try {
    return await look;
  } catch (thrown) {
    if (!(thrown instanceof ServiceError) || thrown.isOutcomeUnknown) throw thrown;
    const { service, code, message, detail, data, isRetryable } = thrown;
    const known = { data, isRetryable, ...(detail === undefined ? {} : { detail }) };
    throw new ServiceError(service, code, message, { ...known, isOutcomeUnknown: true, cause: thrown });
  }
}
