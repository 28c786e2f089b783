import { isJsonObject, type JsonObject } from '../../json.ts';
import type { Call } from '../../ports/index.ts';
import type { Gateway } from './gateway.ts';
import { readOpenApi } from './open-api.ts';

export interface KnownField {
  name: string;
  /** Directus's type: `uuid`, `integer`, `alias`. */
  type: string;
  special: readonly string[];
  isPrimaryKey: boolean;
  /** The collection at the other end. */
  relatedTo?: string;
}

/** Collections and their fields, as the account may see them. */
export interface KnownSchema {
  /** `false`: an account that is not an administrator sees only what it has access to. */
  isComplete: boolean;
  collections: ReadonlyMap<string, ReadonlyMap<string, KnownField>>;
}

/** So that a collection that was just made is found, and a wrong name in a loop does not ask for everything each time. */
const FRESH_MS = 5000;

/** What Directus knows of its collections, read when an error has to be explained, and kept. */
export class SchemaKnowledge {
  readonly #gateway: Gateway;
  #read: { at: number; schema: Promise<KnownSchema> } | undefined;

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  /** The schema; read again when it does not have `collection` and may be older than the collection. */
  async look(collection: string, call: Call | undefined): Promise<KnownSchema> {
    const known = await this.#kept(Number.POSITIVE_INFINITY, call);
    return known.collections.has(collection) ? known : this.#kept(FRESH_MS, call);
  }

  /** The field that is the key. */
  async primaryKey(collection: string, call: Call | undefined): Promise<KnownField | undefined> {
    const fields = (await this.look(collection, call)).collections.get(collection);
    return [...(fields?.values() ?? [])].find(({ isPrimaryKey }) => isPrimaryKey);
  }

  #kept(maxAgeMs: number, call: Call | undefined): Promise<KnownSchema> {
    const now = Date.now();
    if (this.#read === undefined || now - this.#read.at > maxAgeMs) {
      const read = { at: now, schema: readSchema(this.#gateway, call) };
      this.#read = read;
      read.schema.catch(() => {
        if (this.#read === read) this.#read = undefined;
      });
    }
    return this.#read.schema;
  }
}

async function readSchema(gateway: Gateway, call: Call | undefined): Promise<KnownSchema> {
  try {
    const fields = (await gateway.send({ path: '/fields', method: 'GET' }, 'list', call)) as JsonObject[];
    const relations = (await gateway.send({ path: '/relations', method: 'GET' }, 'list', call)) as JsonObject[];
    return { isComplete: true, collections: withRelations(toCollections(fields), relations) };
  } catch (error) {
    const isRefused = error instanceof Error && 'code' in error && error.code === 'FORBIDDEN';
    if (!isRefused) throw error;
    return { isComplete: false, collections: await readOpenApi(gateway, call) };
  }
}

function toCollections(rows: readonly JsonObject[]): Map<string, Map<string, KnownField>> {
  const byCollection = Map.groupBy(rows, ({ collection }) => collection);
  return new Map(
    [...byCollection].flatMap(([collection, own]) =>
      typeof collection === 'string' ? [[collection, toKnownFields(own)] as const] : [],
    ),
  );
}

/** The fields of one collection, as `/fields` lists them. */
export function toKnownFields(rows: readonly JsonObject[]): Map<string, KnownField> {
  const fields = new Map<string, KnownField>();
  for (const { field: name, type, schema, meta } of rows) {
    if (typeof name !== 'string') continue;
    const special = isJsonObject(meta) && Array.isArray(meta['special']) ? meta['special'].map(String) : [];
    const isPrimaryKey = isJsonObject(schema) && schema['is_primary_key'] === true;
    fields.set(name, { name, type: typeof type === 'string' ? type : 'unknown', special, isPrimaryKey });
  }
  return fields;
}

function withRelations(collections: Map<string, Map<string, KnownField>>, relations: readonly JsonObject[]) {
  for (const { collection, field, related_collection: related, meta } of relations) {
    if (typeof related !== 'string' || typeof collection !== 'string' || typeof field !== 'string') continue;
    relate(collections, collection, field, related);
    const oneField = isJsonObject(meta) ? meta['one_field'] : null;
    if (typeof oneField === 'string') relate(collections, related, oneField, collection);
  }
  return collections;
}

function relate(
  collections: Map<string, Map<string, KnownField>>,
  collection: string,
  field: string,
  relatedTo: string,
): void {
  const fields = collections.get(collection);
  const known = fields?.get(field);
  if (known !== undefined) fields!.set(field, { ...known, relatedTo });
}
