import type { JsonObject } from '../../json.ts';
import { ServiceError, type Call, type FlowRow } from '../../ports/index.ts';
import type { DirectusServer } from '../directus-server/index.ts';
import { JSON_KEYS, parseIfJson } from '../flow-document.ts';
import { toFlowRow } from './columns.ts';
import { USUAL_TABLE, USUAL_UPDATED_AT, type FlowTable } from './flow-table.ts';
import { withSetupHint } from './refusals.ts';

/** More slugs than this make an address longer than servers take: then all rows are read. */
const MOST_NAMED = 50;

export interface FlowReader {
  server: DirectusServer;
  collection: string;
  /** What is known of the collection without asking. */
  knownTable: () => FlowTable | undefined;
  readTable: (call: Call | undefined) => Promise<FlowTable>;
}

/**
 * The rows that are flows. Where the collection was not asked for its columns yet, they are read as from one that is as
 * `directus setup` makes it: a single request. Only where that cannot be right, it is asked, and they are read again.
 */
export async function readFlows(
  { server, collection, knownTable, readTable }: FlowReader,
  slugs: readonly string[] | undefined,
  call: Call | undefined,
): Promise<FlowRow[]> {
  const read = async (table: FlowTable) => readRows(server, collection, table, slugs, call);
  const known = knownTable();
  const usual = known === undefined ? await tryUsual(read) : undefined;
  const table = usual === undefined ? (known ?? (await readTable(call))) : USUAL_TABLE;
  const flows = (usual ?? (await read(table))).flatMap((row) => toFlowRow(row, table) ?? []);
  const wanted = slugs === undefined ? undefined : new Set(slugs);
  return wanted === undefined ? flows : flows.filter(({ slug }) => wanted.has(slug));
}

async function readRows(
  { rows }: DirectusServer,
  collection: string,
  table: FlowTable,
  slugs: readonly string[] | undefined,
  call: Call | undefined,
): Promise<JsonObject[]> {
  const fields = [table.key, ...table.documentKeys, ...(table.updatedAt === undefined ? [] : [table.updatedAt])];
  const isFiltered = slugs !== undefined && slugs.length <= MOST_NAMED;
  const filter = isFiltered ? { filter: { slug: { _in: [...slugs] } } } : {};
  try {
    return await rows.readAll(collection, { fields, ...filter, sort: [table.key] }, call);
  } catch (thrown) {
    throw withSetupHint(thrown);
  }
}

/** `undefined` where the rows are not those of a usual collection. */
async function tryUsual(read: (table: FlowTable) => Promise<JsonObject[]>): Promise<JsonObject[] | undefined> {
  try {
    const rows = await read(USUAL_TABLE);
    return rows.every(isUsual) ? rows : undefined;
  } catch (thrown) {
    const isOther = thrown instanceof ServiceError && /^(FIELD_NOT_FOUND|FORBIDDEN)$/.test(thrown.code);
    if (!isOther) throw thrown;
    return undefined;
  }
}

/** Directus 10 leaves unknown fields out; text that is JSON may be the value of a column of JSON, or a column of text. */
function isUsual(row: JsonObject): boolean {
  const hasFields = USUAL_TABLE.key in row && USUAL_UPDATED_AT in row;
  return hasFields && [...JSON_KEYS].every((key) => parseIfJson(row[key] ?? null) === (row[key] ?? null));
}
