import type { JsonObject } from '../../json.ts';
import { serviceNotConfigured, type Call, type ClockPort, type DirectusPort } from '../../ports/index.ts';
import { readRow, readRows } from './read-rows.ts';
import { collectionNotFound, systemCollection } from './refusals.ts';
import { LOCAL_USER_ID } from './local-user.ts';
import { fillWithSamples } from './sample-rows.ts';
import { createSchema, type Collection } from './schema.ts';
import { declaredCollections } from './snapshot/snapshot.ts';
import { systemCollections } from './snapshot/system-collections.ts';
import { Store } from './store.ts';
import { deleteRow, insertRow, updateRow } from './write-rows.ts';

export interface EmbeddedDirectusOptions {
  /** The store's file. It and its folder are made when the store is first used. */
  file: string;
  clock?: Pick<ClockPort, 'now'>;
}

/**
 * Directus's items without a server: the collections of `directusSnapshot` in a SQLite file, with Directus's filters, rules
 * and refusals. Several processes may use one file at once. The first use makes the file and writes sample rows once.
 *
 * A file that cannot be used makes every method reject with `UNAVAILABLE`. There are no webhook flows: `triggerFlow`
 * rejects with `SERVICE_NOT_CONFIGURED`.
 */
export function openEmbeddedDirectus({
  file,
  clock = { now: () => Date.now() },
}: EmbeddedDirectusOptions): DirectusPort {
  const schema = createSchema([...declaredCollections, ...systemCollections]);
  const store = new Store({ file, schema, clock, userId: LOCAL_USER_ID, fill: fillWithSamples });

  function itemsOf(name: string, call?: Call): Collection {
    call?.signal?.throwIfAborted();
    if (name.startsWith('directus_')) throw systemCollection(name);
    const collection = schema.get(name);
    if (collection === undefined) throw collectionNotFound(name, customNames());
    return collection;
  }

  function system(name: 'directus_users' | 'directus_files' | 'directus_flows', call?: Call): Collection {
    call?.signal?.throwIfAborted();
    return schema.get(name)!;
  }

  function customNames(): string[] {
    return [...schema.keys()].filter((name) => !name.startsWith('directus_'));
  }

  return {
    identity: { kind: 'embedded', location: file },
    readItems: async (name, query, call) => readRows(store, itemsOf(name, call), query),
    readItem: async (name, id, query, call) => readRow(store, itemsOf(name, call), id, query),
    async createItem(name, item, query = {}, call) {
      const collection = itemsOf(name, call);
      return store.transaction(() => readRow(store, collection, insertRow(store, collection, item), query));
    },
    async createItems(name, items, query = {}, call) {
      const collection = itemsOf(name, call);
      return store.transaction(() =>
        items.map((item) => readRow(store, collection, insertRow(store, collection, item), query)),
      );
    },
    async updateItem(name, id, changes, query = {}, call) {
      const collection = itemsOf(name, call);
      return store.transaction(() => {
        updateRow(store, collection, id, changes);
        return readRow(store, collection, id, query);
      });
    },
    async updateItems(name, ids, changes, query = {}, call) {
      const collection = itemsOf(name, call);
      return store.transaction(() => {
        for (const id of ids) updateRow(store, collection, id, changes);
        return ids.map((id) => readRow(store, collection, id, query));
      });
    },
    async deleteItems(name, ids, call) {
      const collection = itemsOf(name, call);
      store.transaction(() => {
        for (const id of new Set(ids)) deleteRow(store, collection, id);
      });
    },

    async listCollections(call) {
      call?.signal?.throwIfAborted();
      return customNames().map((name) => describe(schema.get(name)!));
    },
    async getCollectionSchema(name, call) {
      const { declaration, ...collection } = itemsOf(name, call);
      const { fields, relations } = structuredClone(declaration);
      return { ...describe({ declaration, ...collection }), fields, relations } as unknown as JsonObject;
    },
    getMe: async (call) => readRow(store, system('directus_users', call), LOCAL_USER_ID, {}),
    listUsers: async (query, call) => readRows(store, system('directus_users', call), query),
    getUser: async (id, call) => readRow(store, system('directus_users', call), id, {}),
    async createUser(user, call) {
      const users = system('directus_users', call);
      return store.transaction(() => readRow(store, users, insertRow(store, users, user), {}));
    },
    async updateUser(id, changes, call) {
      const users = system('directus_users', call);
      return store.transaction(() => {
        updateRow(store, users, id, changes);
        return readRow(store, users, id, {});
      });
    },
    listFiles: async (query, call) => readRows(store, system('directus_files', call), query),
    getFile: async (id, call) => readRow(store, system('directus_files', call), id, {}),
    listFlows: async (call) => readRows(store, system('directus_flows', call), { limit: -1 }),
    async triggerFlow(_uuid, _request, call) {
      call?.signal?.throwIfAborted();
      throw serviceNotConfigured(
        'directus',
        'The embedded store has no webhook flows: set DIRECTUS_URL and DIRECTUS_TOKEN to reach a Directus that has them.',
      );
    },
    close: async () => store.close(),
  };
}

/** A collection as Directus lists it. */
function describe({ declaration }: Collection): JsonObject {
  return structuredClone(declaration.collection) as unknown as JsonObject;
}
