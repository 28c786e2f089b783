import type { Json, JsonObject } from '../json.ts';
import type { Call } from './call.ts';

/** Directus's global query parameters, as far as flows use them. */
export interface DirectusQuery {
  fields?: string[];
  filter?: JsonObject;
  sort?: string[];
  /** Rows at most; -1 for all. */
  limit?: number;
  offset?: number;
  search?: string;
  deep?: JsonObject;
  aggregate?: JsonObject;
  groupBy?: string[];
}

/** A primary key: a UUID, any other text, or an integer. */
export type ItemId = string | number;

/** Who answers: shown by `doctor` and in the result of a run. */
export interface DirectusIdentity {
  kind: 'embedded' | 'server';
  /** A URL, or the file of the embedded store. */
  location: string;
}

/**
 * Directus, a real server or the embedded store. Every method rejects with a `ServiceError` (codes there).
 * A read of an unknown id, and an update or delete of one, rejects with `ITEM_NOT_FOUND`.
 * No method accepts `undefined` inside a filter or an empty operator object: such a query would mean every row.
 */
export interface DirectusPort {
  readonly identity: DirectusIdentity;
  readItems(collection: string, query: DirectusQuery, call?: Call): Promise<JsonObject[]>;
  readItem(
    collection: string,
    id: ItemId,
    query: Pick<DirectusQuery, 'fields' | 'deep'>,
    call?: Call,
  ): Promise<JsonObject>;
  createItem(
    collection: string,
    item: JsonObject,
    query?: Pick<DirectusQuery, 'fields'>,
    call?: Call,
  ): Promise<JsonObject>;
  /** All or none; results in the order of the items. */
  createItems(
    collection: string,
    items: JsonObject[],
    query?: Pick<DirectusQuery, 'fields'>,
    call?: Call,
  ): Promise<JsonObject[]>;
  updateItem(
    collection: string,
    id: ItemId,
    changes: JsonObject,
    query?: Pick<DirectusQuery, 'fields'>,
    call?: Call,
  ): Promise<JsonObject>;
  /** The same changes for each id; all or none; results in the order of the ids. */
  updateItems(
    collection: string,
    ids: ItemId[],
    changes: JsonObject,
    query?: Pick<DirectusQuery, 'fields'>,
    call?: Call,
  ): Promise<JsonObject[]>;
  deleteItems(collection: string, ids: ItemId[], call?: Call): Promise<void>;

  listCollections(call?: Call): Promise<JsonObject[]>;
  getCollectionSchema(collection: string, call?: Call): Promise<JsonObject>;
  getMe(call?: Call): Promise<JsonObject>;
  listUsers(query: DirectusQuery, call?: Call): Promise<JsonObject[]>;
  getUser(id: ItemId, call?: Call): Promise<JsonObject>;
  createUser(user: JsonObject, call?: Call): Promise<JsonObject>;
  updateUser(id: ItemId, changes: JsonObject, call?: Call): Promise<JsonObject>;
  listFiles(query: DirectusQuery, call?: Call): Promise<JsonObject[]>;
  getFile(id: ItemId, call?: Call): Promise<JsonObject>;
  listFlows(call?: Call): Promise<JsonObject[]>;
  /** Calls a flow's webhook; whatever it answers comes back as it is. */
  triggerFlow(uuid: string, request: { payload?: Json; query?: JsonObject }, call?: Call): Promise<Json>;

  close(): Promise<void>;
}
