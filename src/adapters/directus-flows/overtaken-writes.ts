import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { ServiceError, type Call, type ItemId } from '../../ports/index.ts';
import { parseIfJson } from '../flow-document.ts';
import type { GuardedTable } from './guarded-table.ts';
import { withTexts } from './read-revisions.ts';

/** Nearly always there are ours and the one that was read; more writes than the last of these are no race of a moment. */
const LOOKS_BACK = [3, 20];

/** What somebody wrote in the moment between Directus's look at a row and our write to it. */
export interface OvertakenWrite {
  /** Number of the revision. */
  revision: number;
  /** The row after it, as Directus lists it. */
  row: JsonObject;
}

/**
 * Directus looks whether a row is as it was and then writes, without a transaction around both. Its revisions are written in
 * the transaction of their change, so that they tell afterwards what came in between; the last of it, or `undefined`. An
 * account that may not see revisions is not told. `changes` is what we wrote, `undefined` for a deletion.
 */
export async function findOvertaken(
  { server, collection, table }: GuardedTable,
  { id, updatedAt }: { id: ItemId; updatedAt: string },
  changes: JsonObject | undefined,
  call: Call | undefined,
): Promise<OvertakenWrite | undefined> {
  const since = await readSince({ server, collection, table }, id, updatedAt, call);
  const ours = changes === undefined ? -1 : since.findLastIndex(({ delta }) => isChange(delta, changes));
  if (changes !== undefined && ours === -1) return undefined;
  const last = since[ours + 1];
  if (last === undefined) return undefined;
  return { revision: Number(last['id']), row: withTexts(since.slice(ours + 1)) };
}

/** The revisions since the row was read, newest first; none where the account may not see them. */
async function readSince(
  { server, collection, table }: GuardedTable,
  id: ItemId,
  updatedAt: string,
  call: Call | undefined,
): Promise<JsonObject[]> {
  let since: JsonObject[] = [];
  for (const limit of LOOKS_BACK) {
    const query = { fields: ['id', 'data', 'delta', 'version'], sort: ['-id'], limit };
    const found = await server.rows.revisions(collection, id, query, call).catch((thrown: unknown) => {
      if (thrown instanceof ServiceError && /^(FORBIDDEN|FIELD_NOT_FOUND)$/.test(thrown.code)) return [];
      throw thrown;
    });
    // Not all that are later: a clock that was set back leaves later times in the history.
    const firstBefore = found.findIndex((revision) => !isAfter(revision, table.updatedAt, updatedAt));
    since = firstBefore === -1 ? found : found.slice(0, firstBefore);
    if (since.length < limit) break;
  }
  return since.filter(({ version }) => (version ?? null) === null);
}

/** Times of Directus sort as text does. The creation of a row has none. */
function isAfter({ data }: JsonObject, column: string | undefined, updatedAt: string): boolean {
  const at = isJsonObject(data) && column !== undefined ? data[column] : undefined;
  return typeof at === 'string' && at > updatedAt;
}

function isChange(delta: Json | undefined, changes: JsonObject): boolean {
  if (!isJsonObject(delta)) return false;
  return Object.entries(changes).every(([key, value]) => {
    const written = delta[key];
    return written !== undefined && isDeepStrictEqual(parseIfJson(written), parseIfJson(value));
  });
}
