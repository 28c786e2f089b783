import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../json.ts';
import type { FlowRowUpdate, ItemId } from '../../ports/index.ts';
import { toColumns, toDocument, updatedAtOf } from './columns.ts';
import { readNow, rowAsRead, type GuardedTable } from './guarded-table.ts';
import type { OvertakenWrite } from './overtaken-writes.ts';
import { changeOverwritten } from './refusals.ts';

const MAX_TRIES = 5;

/**
 * Puts back what somebody else wrote in the columns that our write went over. Not under the signal of the call: a change of
 * somebody else must not stay lost because a person pressed Ctrl-C. Rejects with `CHANGE_OVERWRITTEN` when it cannot.
 */
export async function withdraw(
  guarded: GuardedTable,
  { id, slug, changes }: FlowRowUpdate,
  { row, revision }: OvertakenWrite,
): Promise<void> {
  const theirs = toDocument(row, guarded.table);
  try {
    for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
      if (await putBack(guarded, id, changes, theirs)) return;
    }
  } catch (cause) {
    throw changeOverwritten(slug, revision, cause);
  }
  throw changeOverwritten(slug, revision);
}

/** As far as the columns still hold what we wrote. `false`: somebody changed the row meanwhile. */
async function putBack(guarded: GuardedTable, id: ItemId, ours: JsonObject, theirs: JsonObject): Promise<boolean> {
  const { server, collection, table } = guarded;
  const now = await readNow(guarded, id, Object.keys(ours));
  if (now === undefined) return true;
  const current = toDocument(now, table);
  const lost = Object.keys(ours).filter((key) => isSame(current[key], ours[key]) && !isSame(current[key], theirs[key]));
  if (lost.length === 0) return true;
  const restored = Object.fromEntries(lost.map((key) => [key, theirs[key] ?? null]));
  const filter = rowAsRead(guarded, id, updatedAtOf(now, table)!);
  const query = { fields: [table.key] };
  return (await server.rows.updateWhere(collection, filter, toColumns(restored, table), query)) !== undefined;
}

/** An empty column and one that is not in the document are the same. */
function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return isDeepStrictEqual(one ?? null, other ?? null);
}
