import { GenieError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { rememberFew } from './remember-few.ts';

const TYPE_WORDS = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
const SCHEMA_ONLY = ['$schema', '$ref', '$defs', 'properties', 'anyOf', 'oneOf', 'allOf', 'enum', 'const'];

/**
 * The short form of an extraction schema, `{ "subscribers": "number", "posts": { "type": "array", "items": { "title": "string" } } }`,
 * as JSON Schema in which every named field is required. `"number[]"` and `["number"]` are lists, `"any"` is anything.
 * What is a JSON Schema already comes back as it is. Throws `SCHEMA_INVALID`, naming the field.
 */
export function shortFormToSchema(shape: JsonObject): JsonObject {
  const read = readShortForm(shape);
  if (read instanceof Error) throw read;
  return read;
}

/** What is wrong with an extraction schema and where, by keys and indexes; `undefined` when nothing is. */
export function shortFormProblem(shape: JsonObject): { path: Path; reason: string } | undefined {
  const read = readShortForm(shape);
  if (!(read instanceof Error)) return undefined;
  return read instanceof ShortFormError ? { path: read.path, reason: read.reason } : { path: [], reason: read.message };
}

/** Whoever looks at a step asks whether its schema is one, and then for the schema. */
const readShortForm = rememberFew((shape: JsonObject): JsonObject | Error => {
  try {
    return schemaOf(shape, []);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
});

type Path = readonly (string | number)[];

class ShortFormError extends GenieError {
  readonly path: Path;
  readonly reason: string;

  constructor(path: Path, reason: string) {
    const place = path.length === 0 ? '' : ` at ${path.join('.')}`;
    super('SCHEMA_INVALID', `schema${place}: ${reason}`, { isRetryable: false });
    this.path = path;
    this.reason = reason;
  }
}

function schemaOf(shape: Json | undefined, path: Path): JsonObject {
  if (typeof shape === 'string') return wordOf(shape, path);
  if (Array.isArray(shape)) return { type: 'array', items: shape.length === 0 ? {} : schemaOf(shape[0], [...path, 0]) };
  if (!isJsonObject(shape)) throw new ShortFormError(path, 'must be the name of a type, an object or a list');
  if (isListForm(shape)) return { ...shape, items: schemaOf(shape.items, [...path, 'items']) };
  if (isJsonSchema(shape)) return withShortProperties(shape, path);
  const properties = fieldsOf(shape, path);
  return { type: 'object', properties, required: Object.keys(properties) };
}

function fieldsOf(shape: JsonObject, path: Path): JsonObject {
  return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, schemaOf(field, [...path, name])]));
}

/** A JSON Schema as it is, unless a property was given as the bare name of a type. */
function withShortProperties(schema: JsonObject, path: Path): JsonObject {
  const { properties } = schema;
  const isMixed = isJsonObject(properties) && Object.values(properties).some((field) => typeof field === 'string');
  return isMixed ? { ...schema, properties: fieldsOf(properties, [...path, 'properties']) } : schema;
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

function wordOf(word: string, path: Path): JsonObject {
  if (word.endsWith('[]')) return { type: 'array', items: wordOf(word.slice(0, -2), path) };
  if (word === 'any') return {};
  if (TYPE_WORDS.includes(word)) return { type: word };
  throw new ShortFormError(path, `"${word.slice(0, 40)}" is not a type; use ${TYPE_WORDS.join(', ')} or any`);
}
