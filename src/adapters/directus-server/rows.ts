import type { JsonObject } from '../../json.ts';
import { ServiceError, type Call, type DirectusQuery, type ItemId } from '../../ports/index.ts';
import { invalidQuery } from '../embedded-directus/refusals.ts';
import { checkPayload, checkQueryObject } from './check-values.ts';
import { explainRefusal, type Request } from './explain-refusal.ts';
import type { Command, Gateway, Shape } from './gateway.ts';
import { isItemId, itemNotFound } from './identifiers.ts';
import { importRows, type ImportOptions } from './import-rows.ts';
import type { Items } from './items.ts';
import { toKnownFields, type KnownField, type SchemaKnowledge } from './known-schema.ts';
import { readOpenApi } from './open-api.ts';
import { fieldsParameter } from './query-parameters.ts';
import { readAll, type WholeQuery } from './read-all.ts';
import { itemsOf, REVISIONS } from './resource.ts';

/** What keeping the rows of a collection in step with something else takes, beyond reading and writing items. */
export interface DirectusRows {
  /**
   * The fields that the account may see, by name. `isComplete: false`: from the OpenAPI document, which does not tell what is
   * special about a field.
   */
  fields(collection: string, call?: Call): Promise<{ fields: ReadonlyMap<string, KnownField>; isComplete: boolean }>;
  /** All rows that match, in one request as long as Directus gives them in one. */
  readAll(collection: string, query: WholeQuery, call?: Call): Promise<JsonObject[]>;
  /**
   * Changes one row at most, which the filter has to match; gives it, or nothing for no match. Directus looks first and writes
   * then, without a transaction around both: what another request writes in between is overwritten.
   */
  updateWhere(
    collection: string,
    filter: JsonObject,
    changes: JsonObject,
    query: Pick<DirectusQuery, 'fields'>,
    call?: Call,
  ): Promise<JsonObject | undefined>;
  /** Deletes one row at most, likewise. Directus does not say whether there was one. */
  deleteWhere(collection: string, filter: JsonObject, call?: Call): Promise<void>;
  /** Creates all rows or none. Whether Directus answers with all of them is of no account: `QUERY_LIMIT_MAX` cuts that, too. */
  create(
    collection: string,
    rows: readonly JsonObject[],
    query: Pick<DirectusQuery, 'fields'>,
    call?: Call,
  ): Promise<void>;
  /** Creates all rows or none, from a file, whose size Directus does not limit as it does that of a request. */
  import(collection: string, rows: readonly JsonObject[], options: ImportOptions, call?: Call): Promise<void>;
  /** The revisions of an item that the account may see. */
  revisions(collection: string, id: ItemId, query: DirectusQuery, call?: Call): Promise<JsonObject[]>;
}

export function rowsOf(gateway: Gateway, knowledge: SchemaKnowledge, items: Items): DirectusRows {
  async function send(command: Command, shape: Shape, request: Request, call: Call | undefined): Promise<unknown> {
    try {
      return await gateway.send(command, shape, call);
    } catch (thrown) {
      throw await explainRefusal({ gateway, knowledge }, request, thrown, call);
    }
  }

  return {
    async fields(collection, call) {
      const resource = itemsOf(collection);
      try {
        const command: Command = { path: `/fields/${resource.collection}`, method: 'GET' };
        const described = (await send(command, 'list', { resource }, call)) as JsonObject[];
        return { fields: toKnownFields(described), isComplete: true };
      } catch (thrown) {
        const isRefused = thrown instanceof ServiceError && thrown.code === 'FORBIDDEN';
        const fields = isRefused ? (await readOpenApi(gateway, call)).get(collection) : undefined;
        if (fields === undefined) throw thrown;
        return { fields, isComplete: false };
      }
    },
    readAll: async (collection, query, call) => readAll({ gateway, knowledge }, itemsOf(collection), query, call),
    async updateWhere(collection, filter, changes, query, call) {
      const resource = itemsOf(collection);
      checkPayload(changes, 'changes');
      const body = { query: oneRow(filter), data: changes };
      const command: Command = { path: resource.path, method: 'PATCH', params: fieldsParameter(query), body };
      // An account that may write and not read gets nothing back.
      const changed = (await send(command, 'list', { resource, query: { ...query, filter } }, call)) ?? [{}];
      return (changed as JsonObject[])[0];
    },
    async deleteWhere(collection, filter, call) {
      const resource = itemsOf(collection);
      const command: Command = { path: resource.path, method: 'DELETE', body: { query: oneRow(filter) } };
      await send(command, 'nothing', { resource, query: { filter } }, call);
    },
    async create(collection, rows, query, call) {
      const resource = itemsOf(collection);
      for (const [index, row] of rows.entries()) checkPayload(row, `rows[${index}]`);
      const command: Command = { path: resource.path, method: 'POST', params: fieldsParameter(query), body: rows };
      await send(command, 'list', { resource, query }, call);
    },
    import: (collection, rows, options, call) =>
      importRows({ gateway, knowledge }, itemsOf(collection), rows, options, call),
    async revisions(collection, id, query, call) {
      if (!isItemId(id)) throw itemNotFound(collection, id);
      const filter = { _and: [{ collection: { _eq: collection } }, { item: { _eq: String(id) } }] };
      return items.readMany(REVISIONS, { ...query, filter }, call);
    },
  };
}

/** The limit is a second lock: a filter that came out too wide hits one row and not all. */
function oneRow(filter: JsonObject): { filter: JsonObject; limit: 1 } {
  checkQueryObject(filter, 'filter');
  if (Object.keys(filter).length === 0) throw invalidQuery('"filter" is empty: it would match every item');
  return { filter, limit: 1 };
}
