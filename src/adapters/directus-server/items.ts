import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../json.ts';
import { ServiceError, type Call, type DirectusQuery, type ItemId } from '../../ports/index.ts';
import { invalidPayload } from '../embedded-directus/refusals.ts';
import { checkPayload } from './check-values.ts';
import { explainRefusal, type Request } from './explain-refusal.ts';
import type { Command, Gateway, Shape } from './gateway.ts';
import { itemNotFound, pathOfId } from './identifiers.ts';
import type { KnownField, SchemaKnowledge } from './known-schema.ts';
import { fieldsParameter, queryParameters } from './query-parameters.ts';
import type { Resource } from './resource.ts';

/** A query longer than this travels in the body: servers and proxies limit the length of an address to 8 KB. */
const LONGEST_ADDRESS = 4000;

type Fields = Pick<DirectusQuery, 'fields'>;

/** Reads and writes the items of a collection, Directus's own included. */
export class Items {
  readonly #gateway: Gateway;
  readonly #knowledge: SchemaKnowledge;

  constructor(gateway: Gateway, knowledge: SchemaKnowledge) {
    this.#gateway = gateway;
    this.#knowledge = knowledge;
  }

  async readMany(resource: Resource, query: DirectusQuery, call: Call | undefined): Promise<JsonObject[]> {
    const params = queryParameters(query);
    const isLong = query.filter !== undefined && JSON.stringify(params).length > LONGEST_ADDRESS;
    const command: Command = isLong
      ? { path: resource.path, method: 'SEARCH', body: { query: params } }
      : { path: resource.path, method: 'GET', params };
    const rows = await this.#send(command, 'list', { resource, query }, call);
    return (rows ?? []) as JsonObject[];
  }

  async readOne(
    resource: Resource,
    id: ItemId,
    query: Pick<DirectusQuery, 'fields' | 'deep'>,
    call: Call | undefined,
  ): Promise<JsonObject> {
    const path = `${resource.path}/${pathOfId(resource.collection, id)}`;
    const command: Command = { path, method: 'GET', params: fieldsParameter(query) };
    const item = await this.#send(command, 'object', { resource, query, ids: [id] }, call);
    if (item === null) throw itemNotFound(resource.collection, id);
    return item as JsonObject;
  }

  /** An account that may write and not read gets an empty object. */
  async create(resource: Resource, item: JsonObject, query: Fields, call: Call | undefined): Promise<JsonObject> {
    checkPayload(item, 'item');
    const command: Command = { path: resource.path, method: 'POST', params: fieldsParameter(query), body: item };
    return ((await this.#send(command, 'object', { resource, query }, call)) ?? {}) as JsonObject;
  }

  async createMany(
    resource: Resource,
    items: readonly JsonObject[],
    query: Fields,
    call: Call | undefined,
  ): Promise<JsonObject[]> {
    if (!Array.isArray(items)) throw invalidPayload('"items" must be a list');
    for (const [index, item] of items.entries()) checkPayload(item, `items[${index}]`);
    if (items.length === 0) return [];
    const key = await this.#knowledge.primaryKey(resource.collection, call);
    const body = items.map((item) => withKey(item, key));
    const command: Command = { path: resource.path, method: 'POST', params: withKeyField(query, key), body };
    const rows = (await this.#send(command, 'list', { resource, query }, call)) as JsonObject[] | null;
    if (rows === null) return body.map(() => ({}));
    const ids = body.map((item) => (key === undefined ? undefined : item[key.name]));
    return inOrder(rows, ids, key, query);
  }

  async update(
    resource: Resource,
    id: ItemId,
    changes: JsonObject,
    query: Fields,
    call: Call | undefined,
  ): Promise<JsonObject> {
    const path = `${resource.path}/${pathOfId(resource.collection, id)}`;
    checkPayload(changes, 'changes');
    const command: Command = { path, method: 'PATCH', params: fieldsParameter(query), body: changes };
    const item = await this.#send(command, 'object', { resource, query, ids: [id] }, call);
    if (item === null) throw itemNotFound(resource.collection, id);
    return item as JsonObject;
  }

  async updateMany(
    resource: Resource,
    ids: readonly ItemId[],
    changes: JsonObject,
    query: Fields,
    call: Call | undefined,
  ): Promise<JsonObject[]> {
    checkPayload(changes, 'changes');
    if (!(await this.#areThere(resource, ids, call))) return [];
    const key = await this.#knowledge.primaryKey(resource.collection, call);
    const command: Command = {
      path: resource.path,
      method: 'PATCH',
      params: { ...withKeyField(query, key), limit: -1 },
      body: { keys: ids, data: changes },
    };
    const rows = (await this.#send(command, 'list', { resource, query, ids }, call)) as JsonObject[] | null;
    return inOrder(rows ?? [], ids, key, query);
  }

  async deleteMany(resource: Resource, ids: readonly ItemId[], call: Call | undefined): Promise<void> {
    if (!(await this.#areThere(resource, ids, call))) return;
    await this.#send({ path: resource.path, method: 'DELETE', body: ids }, 'nothing', { resource, ids }, call);
  }

  /** Directus changes the items that there are and says nothing of the others; we change all or none. `false` for no ids. */
  async #areThere(resource: Resource, ids: readonly ItemId[], call: Call | undefined): Promise<boolean> {
    const { collection } = resource;
    if (!Array.isArray(ids)) throw itemNotFound(collection, ids);
    for (const id of ids) pathOfId(collection, id);
    // Without keys Directus would take every item.
    if (ids.length === 0) return false;
    const key = (await this.#knowledge.primaryKey(collection, call))?.name ?? 'id';
    const query: DirectusQuery = { filter: { [key]: { _in: [...ids] } }, fields: [key], limit: -1 };
    const found = new Set((await this.readMany(resource, query, call)).map((row) => keyText(row[key])));
    const missing = ids.find((id) => !found.has(keyText(id)));
    if (missing !== undefined) throw itemNotFound(collection, missing);
    return true;
  }

  async #send(command: Command, shape: Shape, request: Request, call: Call | undefined): Promise<unknown> {
    try {
      return await this.#gateway.send(command, shape, call);
    } catch (thrown) {
      throw await explainRefusal({ gateway: this.#gateway, knowledge: this.#knowledge }, request, thrown, call);
    }
  }
}

/** Directus answers in the order of the keys: with keys of ours that order can be undone. It makes those of integers itself. */
function withKey(item: JsonObject, key: KnownField | undefined): JsonObject {
  const isOurs = key !== undefined && (key.type === 'uuid' || key.special.includes('uuid'));
  return isOurs && (item[key.name] ?? null) === null ? { ...item, [key.name]: randomUUID() } : item;
}

function withKeyField(query: Fields, key: KnownField | undefined): Record<string, unknown> {
  const { fields = [] } = query;
  const isGiven = fields.length === 0 || fields.includes('*') || key === undefined || fields.includes(key.name);
  return fieldsParameter(isGiven ? query : { fields: [...fields, key.name] });
}

function inOrder(
  rows: readonly JsonObject[],
  ids: ReadonlyArray<unknown>,
  key: KnownField | undefined,
  { fields = [] }: Fields,
): JsonObject[] {
  if (key === undefined || ids.some((id) => id === undefined)) return [...rows];
  const byId = new Map(rows.map((row) => [keyText(row[key.name]), row]));
  const isAdded = fields.length > 0 && !fields.includes('*') && !fields.includes(key.name);
  return ids.map((id) => {
    const row = byId.get(keyText(id));
    if (row === undefined) {
      throw new ServiceError('directus', 'BAD_ANSWER', 'Directus did not answer with every item that it wrote', {
        detail: `The item with the key ${keyText(id)} is not in the answer.`,
        isOutcomeUnknown: true,
      });
    }
    if (!isAdded) return row;
    const { [key.name]: _, ...asked } = row;
    return asked;
  });
}

/** A key in a step may be the text of a number. */
function keyText(key: unknown): string {
  return typeof key === 'number' ? String(key) : typeof key === 'string' ? key : '';
}
