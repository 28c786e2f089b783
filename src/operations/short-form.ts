import { GenieError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';

const TYPE_WORDS = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
const SCHEMA_ONLY = ['$schema', '$ref', '$defs', 'properties', 'anyOf', 'oneOf', 'allOf', 'enum', 'const'];

/**
 * The short form of an extraction schema, `{ "subscribers": "number", "posts": { "type": "array", "items": { "title": "string" } } }`,
 * as JSON Schema in which every named field is required. `"number[]"` and `["number"]` are lists, `"any"` is anything.
 * What is a JSON Schema already comes back as it is. Throws `SCHEMA_INVALID`, naming the field.
 */
export function shortFormToSchema(shape: JsonObject): JsonObject {
  return schemaOf(shape, '');
}

/** Says what is wrong with an extraction schema, or nothing. */
export function shortFormProblem(shape: JsonObject): string | undefined {
  try {
    shortFormToSchema(shape);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function schemaOf(shape: Json | undefined, path: string): JsonObject {
  if (typeof shape === 'string') return wordOf(shape, path);
  if (Array.isArray(shape)) return { type: 'array', items: shape.length === 0 ? {} : schemaOf(shape[0], `${path}[]`) };
  if (!isJsonObject(shape)) throw invalid(path, 'must be the name of a type, an object or a list');
  if (isListForm(shape)) return { ...shape, items: schemaOf(shape.items, `${path}[]`) };
  if (isJsonSchema(shape)) return withShortProperties(shape, path);
  const properties = fieldsOf(shape, path);
  return { type: 'object', properties, required: Object.keys(properties) };
}

function fieldsOf(shape: JsonObject, path: string): JsonObject {
  const entries = Object.entries(shape);
  return Object.fromEntries(
    entries.map(([name, field]) => [name, schemaOf(field, path === '' ? name : `${path}.${name}`)]),
  );
}

/** A JSON Schema as it is, unless a property was given as the bare name of a type. */
function withShortProperties(schema: JsonObject, path: string): JsonObject {
  const { properties } = schema;
  const isMixed = isJsonObject(properties) && Object.values(properties).some((field) => typeof field === 'string');
  return isMixed ? { ...schema, properties: fieldsOf(properties, path) } : schema;
}

/** `type: array` whose `items` may themselves be in the short form. */
function isListForm(shape: JsonObject): boolean {
  return shape.type === 'array' && isJsonObject(shape.items);
}

function isJsonSchema(shape: JsonObject): boolean {
  if (Object.keys(shape).length === 0) return true;
  if (SCHEMA_ONLY.some((keyword) => isSchemaKeyword(keyword, shape[keyword]))) return true;
  const types = [shape.type].flat();
  if (!types.every((type) => typeof type === 'string' && TYPE_WORDS.includes(type))) return false;
  // `{ "type": "string", "title": "string" }` has two fields; `{ "type": "string", "title": "A name" }` is a schema.
  const others = Object.entries(shape).filter(([name]) => name !== 'type');
  return others.length === 0 || !others.every(([, value]) => typeof value === 'string' && TYPE_WORDS.includes(value));
}

function isSchemaKeyword(keyword: string, value: Json | undefined): boolean {
  if (value === undefined) return false;
  if (keyword === 'properties' || keyword === '$defs') return isJsonObject(value);
  if (keyword.startsWith('$')) return true;
  return keyword === 'const' ? typeof value !== 'string' : Array.isArray(value);
}

function wordOf(word: string, path: string): JsonObject {
  if (word.endsWith('[]')) return { type: 'array', items: wordOf(word.slice(0, -2), path) };
  if (word === 'any') return {};
  if (TYPE_WORDS.includes(word)) return { type: word };
  throw invalid(path, `"${word.slice(0, 40)}" is not a type; use ${TYPE_WORDS.join(', ')} or any`);
}

function invalid(path: string, reason: string): GenieError {
  return new GenieError('SCHEMA_INVALID', `schema${path === '' ? '' : ` at ${path}`}: ${reason}`, {
    isRetryable: false,
  });
}
