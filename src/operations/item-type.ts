import { isJsonObject, type Json, type JsonObject } from '../json.ts';

const ANY_OBJECT: JsonObject = { type: 'object' };

/**
 * The JSON Schema of an item as far as the written `fields` tell: the named fields and no others.
 * With a wildcard, a reference, or without `fields`, any object.
 */
export function itemType(fields: Json | undefined): JsonObject {
  const names = typeof fields === 'string' ? fields.split(',') : Array.isArray(fields) ? fields : [];
  const plain = names.filter((name) => typeof name === 'string' && /^[\w.\s]+$/.test(name)) as string[];
  if (plain.length === 0 || plain.length < names.length) return ANY_OBJECT;
  const heads = new Set(plain.map((name) => name.trim().split('.')[0]!));
  return {
    type: 'object',
    properties: Object.fromEntries([...heads].map((name) => [name, {}])),
    additionalProperties: false,
  };
}

/** The JSON Schema of one row of a query: of totals nothing but that it is an object. */
export function rowType({ aggregate, fields }: JsonObject): JsonObject {
  return aggregate === undefined ? itemType(fields) : ANY_OBJECT;
}

/** The JSON Schema of a list of rows. */
export function rowsType(query: JsonObject): JsonObject {
  return { type: 'array', items: rowType(query) };
}

/** The JSON Schema of what a read gives, from its written settings; `undefined` when they leave open whether it is one item or many. */
export function readType(config: JsonObject): JsonObject | undefined {
  return config.id === undefined ? queryType(config) : itemType(config.fields);
}

/** The same for a read that has no `id`. */
export function queryType(config: JsonObject): JsonObject | undefined {
  const { limit } = config;
  if (limit === 1) return { ...rowType(config), type: ['object', 'null'] };
  return limit === undefined || typeof limit === 'number' ? rowsType(config) : undefined;
}

/** The JSON Schema of what `directus_write` gives. */
export function createdType({ item, fields }: JsonObject): JsonObject | undefined {
  return writtenType(item, fields);
}

/** The JSON Schema of what `directus_update` gives. */
export function updatedType({ id, fields }: JsonObject): JsonObject | undefined {
  return writtenType(id, fields);
}

/** The JSON Schema of what a write gives: one item for one object or id, a list for several. */
export function writtenType(subject: Json | undefined, fields: Json | undefined): JsonObject | undefined {
  if (Array.isArray(subject)) return { type: 'array', items: itemType(fields) };
  const isReference = typeof subject === 'string' && /\$|\{\{/.test(subject);
  return isJsonObject(subject) || !isReference ? itemType(fields) : undefined;
}
