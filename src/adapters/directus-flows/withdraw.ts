import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../json.ts';
import type { FlowRowUpdate } from '../../ports/index.ts';
import { toColumns, toDocument, updatedAtOf } from './columns.ts';
import { readNow, rowAsRead, type GuardedTable } from './guarded-table.ts';
import type { OvertakenWrite } from './overtaken-writes.ts';
import { changeOverwritten } from './refusals.ts';

const MAX_TRIES = 5;

/**
 * Puts back what somebody else wrote in the columns that our write went over, as long as they still hold what we wrote. Not
 * under the signal of the call: a change of somebody else must not stay lost because a person pressed Ctrl-C.
 */
export async function withdraw(
  guarded: GuardedTable,
  { id, slug, changes }: FlowRowUpdate,
  { row, revision }: OvertakenWrite,
): Promise<void> {
  const { server, collection, table } = guarded;
  const theirs = toDocument(row, table);
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    const now = await readNow(guarded, id, Object.keys(changes));
    if (now === undefined) return;
    const current = toDocument(now, table);
    const restored: JsonObject = {};
    for (const [key, ours] of Object.entries(changes)) {
      const isOurs = isDeepStrictEqual(current[key] ?? null, ours);
      const value = theirs[key] ?? null;
      if (isOurs && !isDeepStrictEqual(value, ours)) restored[key] = value;
    }
    if (Object.keys(restored).length === 0) return;
    const filter = rowAsRead(guarded, id, updatedAtOf(now, table)!);
    const columns = toColumns(restored, table);
    const isRestored = await server.rows.updateWhere(collection, filter, columns, { fields: [table.key] });
    if (isRestored !== undefined) return;
  }
  throw changeOverwritten(slug, revision);
}
