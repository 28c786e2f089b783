import type { JsonObject } from '../../json.ts';
import type { Call, FlowRow, FlowRowsPort, ItemId } from '../../ports/index.ts';
import type { DirectusServer } from '../directus-server/index.ts';
import { toColumns } from './columns.ts';
import { FlowCreator } from './create-flows.ts';
import { readFlowTable, type FlowTable } from './flow-table.ts';
import { deleteRow, updateRow } from './guarded-write.ts';
import { readFlows } from './read-flows.ts';
import { readRevisions } from './read-revisions.ts';
import { columnsMissing } from './refusals.ts';

export interface FlowRowsOptions {
  /** Stays open until `close`. */
  server: DirectusServer;
  /** Default: `action_flows`. */
  collection?: string;
}

/**
 * The flows of a Directus, row by row. What is known of the collection's columns is read once, when it is needed first. Never
 * writes a key that has no column: Directus would drop it and say nothing.
 */
export function openFlowRows({ server, collection = 'action_flows' }: FlowRowsOptions): FlowRowsPort {
  const { location: address } = server.identity;
  const creator = new FlowCreator(server, collection);
  const seen = new Map<ItemId, FlowRow>();
  let table: FlowTable | undefined;

  async function readTable(call: Call | undefined): Promise<FlowTable> {
    table ??= await readFlowTable(server, collection, call);
    return table;
  }

  /** The table, when it has a column for every key. */
  async function tableFor(documents: readonly JsonObject[], call: Call | undefined): Promise<FlowTable> {
    const known = await readTable(call);
    const keys = new Set(documents.flatMap((document) => Object.keys(document)));
    const missing = [...keys].filter((key) => !known.documentKeys.has(key));
    if (missing.length > 0) throw columnsMissing(collection, missing);
    return known;
  }

  async function toRows(documents: readonly JsonObject[], call: Call | undefined): Promise<JsonObject[]> {
    const known = await tableFor(documents, call);
    return documents.map((document) => toColumns(document, known));
  }

  return {
    location: `${address} ${collection}`,
    address,
    async columns(call) {
      const { documentKeys, updatedAt } = await readTable(call);
      return { documentKeys, updatedAt };
    },
    async read(slugs, call) {
      if (slugs?.length === 0) return [];
      const flows = await readFlows({ server, collection, knownTable: () => table, readTable }, slugs, call);
      for (const flow of flows) {
        // Of two rows with the same time, the first is what a plan was made of.
        if (seen.get(flow.id)?.updatedAt !== flow.updatedAt) seen.set(flow.id, flow);
      }
      return flows;
    },
    tryCreate: async (documents, call) => creator.try(await toRows(documents, call), call),
    create: async (documents, call) => creator.create(await toRows(documents, call), call),
    async update(update, call) {
      const guarded = { server, collection, table: await tableFor([update.changes], call) };
      return updateRow(guarded, update, seen.get(update.id), call);
    },
    async delete(row, call) {
      const guarded = { server, collection, table: await readTable(call) };
      return deleteRow(guarded, row, seen.get(row.id), call);
    },
    revisions: async (id, call) => readRevisions(server, collection, await readTable(call), id, call),
    close: () => server.close(),
  };
}
