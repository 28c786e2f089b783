import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/**
 * The JSON Schema of an item as far as the written `fields` tell: the named fields and no others.
 * With a wildcard, a reference, or without `fields`, any object.
 */
export function itemType(fields: Json | undefined): JsonObject {
  const names = typeof fields === 'string' ? fields.split(',') : Array.isArray(fields) ? fields : [];
  const plain = names.filter((name) => typeof name === 'string' && /^[\w.\s]+$/.test(name)) as string[];
  if (plain.length === 0 || plain.length < names.length) return { type: 'object' };
  const heads = new Set(plain.map((name) => name.trim().split('.')[0]!));
  return {
    type: 'object',
    properties: Object.fromEntries([...heads].map((name) => [name, {}])),
    additionalProperties: false,
  };
}

/** The JSON Schema of what a read gives, from its written settings; `undefined` when they leave open whether it is one item or many. */
export function readType(config: JsonObject): JsonObject | undefined {
  const { aggregate, fields, id, limit } = config;
  const item = aggregate === undefined ? itemType(fields) : { type: 'object' };
  if (id !== undefined) return item;
  if (limit === 1) return { ...item, type: ['object', 'null'] };
  return limit === undefined || typeof limit === 'number' ? { type: 'array', items: item } : undefined;
}

/** The JSON Schema of what a write gives: one item for one object or id, a list for several. */
export function writtenType(subject: Json | undefined, fields: Json | undefined): JsonObject | undefined {
  if (Array.isArray(subject)) return { type: 'array', items: itemType(fields) };
  const isReference = typeof subject === 'string' && /\$|\{\{/.test(subject);
  return isJsonObject(subject) || !isReference ? itemType(fields) : undefined;
}
