import type { JsonObject } from '../../json.ts';
import type { DirectusPort, FilesPort } from '../../ports/index.ts';
import type { DirectusCredentials } from './credentials.ts';
import { filesOf } from './files.ts';
import { createGateway } from './gateway.ts';
import { Items } from './items.ts';
import { SchemaKnowledge } from './known-schema.ts';
import { FILES, FLOWS, itemsOf, USERS } from './resource.ts';
import { rowsOf, type DirectusRows } from './rows.ts';
import { schemaOf, type DirectusSchema } from './schema.ts';
import { readCollection, readCollections } from './collections.ts';
import { triggerFlow } from './webhooks.ts';

export type DirectusServerOptions = { url: string } & DirectusCredentials;

/** A Directus server: its items, and what the worker, the setup and the sync ask of it besides. */
export interface DirectusServer extends DirectusPort {
  readonly files: FilesPort;
  readonly schema: DirectusSchema;
  readonly rows: DirectusRows;
}

/**
 * A real Directus, 10 to 12. Connects at the first request, with a static token or as a user. Names and keys that would change
 * the path of a request, and filters with holes, never reach it. Throws `INVALID_URL` and `INVALID_CREDENTIALS` for settings
 * that can never work; methods reject with a `ServiceError`, or with the reason of their signal.
 *
 * `isOutcomeUnknown` is set where a request went out and a write may have taken effect: the connection broke, something
 * unreadable came back, or Directus failed with a status of 500.
 */
export function openDirectusServer({ url, ...credentials }: DirectusServerOptions): DirectusServer {
  const gateway = createGateway(url, credentials);
  const knowledge = new SchemaKnowledge(gateway);
  const items = new Items(gateway, knowledge);
  return {
    identity: { kind: 'server', location: gateway.address },
    readItems: async (name, query, call) => items.readMany(itemsOf(name), query, call),
    readItem: async (name, id, query, call) => items.readOne(itemsOf(name), id, query, call),
    createItem: async (name, item, query = {}, call) => items.create(itemsOf(name), item, query, call),
    createItems: async (name, list, query = {}, call) => items.createMany(itemsOf(name), list, query, call),
    updateItem: async (name, id, changes, query = {}, call) => items.update(itemsOf(name), id, changes, query, call),
    updateItems: async (name, ids, changes, query = {}, call) =>
      items.updateMany(itemsOf(name), ids, changes, query, call),
    deleteItems: async (name, ids, call) => items.deleteMany(itemsOf(name), ids, call),

    listCollections: (call) => readCollections(gateway, call),
    getCollectionSchema: async (name, call) => readCollection({ gateway, knowledge }, itemsOf(name), call),
    getMe: async (call) => (await gateway.send({ path: '/users/me', method: 'GET' }, 'object', call)) as JsonObject,
    listUsers: (query, call) => items.readMany(USERS, query, call),
    getUser: (id, call) => items.readOne(USERS, id, {}, call),
    createUser: (user, call) => items.create(USERS, user, {}, call),
    updateUser: (id, changes, call) => items.update(USERS, id, changes, {}, call),
    listFiles: (query, call) => items.readMany(FILES, query, call),
    getFile: (id, call) => items.readOne(FILES, id, {}, call),
    listFlows: (call) => items.readMany(FLOWS, { limit: -1 }, call),
    triggerFlow: (uuid, request, call) => triggerFlow({ gateway, items }, uuid, request, call),

    files: filesOf(gateway, knowledge),
    schema: schemaOf(gateway),
    rows: rowsOf(gateway, knowledge, items),
    close: () => gateway.close(),
  };
}
