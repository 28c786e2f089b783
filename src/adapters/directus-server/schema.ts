import type { JsonObject } from '../../json.ts';
import type { Call } from '../../ports/index.ts';
import type { Command, Gateway, Shape } from './gateway.ts';
import { itemsOf } from './resource.ts';

/** What setting a Directus up takes: collections, fields, relations as Directus writes them. Only reads and creates. */
export interface DirectusSchema {
  collections(call?: Call): Promise<JsonObject[]>;
  fields(call?: Call): Promise<JsonObject[]>;
  relations(call?: Call): Promise<JsonObject[]>;
  /** With its fields, under `fields`. */
  createCollection(collection: JsonObject, call?: Call): Promise<void>;
  createField(collection: string, field: JsonObject, call?: Call): Promise<void>;
  createRelation(relation: JsonObject, call?: Call): Promise<void>;
  /** `GET /schema/snapshot`; for administrators. */
  snapshot(call?: Call): Promise<JsonObject>;
  /** The OpenAPI document: what the account may see. */
  openApi(call?: Call): Promise<JsonObject>;
  /** Directus's version; `undefined` for an account that may not know it. */
  version(call?: Call): Promise<string | undefined>;
  /** Whether the account is an administrator; `undefined` where Directus does not say (before 11). */
  isAdministrator(call?: Call): Promise<boolean | undefined>;
}

export function schemaOf(gateway: Gateway): DirectusSchema {
  const get = async (path: string, shape: Shape, call: Call | undefined) =>
    gateway.send({ path, method: 'GET' }, shape, call);
  const create = async (path: string, body: JsonObject, call: Call | undefined) => {
    const command: Command = { path, method: 'POST', body };
    await gateway.send(command, 'object', call);
  };
  return {
    collections: async (call) => (await get('/collections', 'list', call)) as JsonObject[],
    fields: async (call) => (await get('/fields', 'list', call)) as JsonObject[],
    relations: async (call) => (await get('/relations', 'list', call)) as JsonObject[],
    createCollection: (collection, call) => create('/collections', collection, call),
    createField: async (collection, field, call) => create(`/fields/${itemsOf(collection).collection}`, field, call),
    createRelation: (relation, call) => create('/relations', relation, call),
    snapshot: async (call) => (await get('/schema/snapshot', 'object', call)) as JsonObject,
    openApi: async (call) => (await get('/server/specs/oas', 'object', call)) as JsonObject,
    async version(call) {
      const { version } = (await get('/server/info', 'object', call)) as JsonObject;
      return typeof version === 'string' ? version : undefined;
    },
    async isAdministrator(call) {
      const globals = (await get('/policies/me/globals', 'object', call)) as JsonObject | null;
      const isAdministrator = globals?.['admin_access'];
      return typeof isAdministrator === 'boolean' ? isAdministrator : undefined;
    },
  };
}
