import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { joinTypes } from './join-types.ts';
import { ANY, type Field, type Type } from './type.ts';

const NULL: Type = { kind: 'null' };
export const BOOLEAN: Type = { kind: 'boolean' };
export const NUMBER: Type = { kind: 'number', isInteger: false };
export const INTEGER: Type = { kind: 'number', isInteger: true };
export const STRING: Type = { kind: 'string' };
export const ANY_LIST: Type = { kind: 'list', item: ANY };
export const ANY_OBJECT: Type = { kind: 'object', fields: new Map(), isOpen: true };

/** Schemas inside schemas that are looked at; deeper ones are of any type. */
const MAX_DEPTH = 24;
/** Parts of one schema that are looked at, references followed again and again included. */
const MAX_PARTS = 2000;

const known = new WeakMap<JsonObject, Type>();

/**
 * The type of the values that a JSON Schema lets through (2020-12, and what is spelt differently in draft-07).
 * What says nothing about types is passed over, and what makes no sense is of any type; never throws.
 * Worked out once for a schema: it is one of a step type or of the project.
 */
export function typeOfSchema(schema: Json | undefined): Type {
  if (!isJsonObject(schema)) return ANY;
  let type = known.get(schema);
  if (type === undefined) known.set(schema, (type = readSchema(schema, false)));
  return type;
}

/**
 * `typeOfSchema` for a schema that stands in a flow.
 * Of what was asked for in that shape (`isExact`), objects have the named properties alone unless the schema says otherwise.
 */
export function readSchema(schema: JsonObject, isExact: boolean): Type {
  return new SchemaReader(schema, isExact).read(schema, 0);
}

class SchemaReader {
  readonly #root: JsonObject;
  readonly #isExact: boolean;
  readonly #open = new Set<string>();
  #parts = 0;

  constructor(root: JsonObject, isExact: boolean) {
    this.#root = root;
    this.#isExact = isExact;
  }

  read(schema: Json | undefined, depth: number): Type {
    if (!isJsonObject(schema) || depth > MAX_DEPTH || ++this.#parts > MAX_PARTS) return ANY;
    const type = this.#read(schema, depth + 1);
    return schema['nullable'] === true ? joinTypes([type, NULL]) : type;
  }

  #read(schema: JsonObject, depth: number): Type {
    let type = this.#ownType(schema, depth);
    if (!isComposed(schema)) return type;
    const reference = schema['$ref'];
    if (typeof reference === 'string') type = both(type, this.#referenced(reference, depth));
    const all = schema['allOf'];
    if (Array.isArray(all)) for (const part of all) type = both(type, this.read(part, depth));
    for (const keyword of ['anyOf', 'oneOf']) {
      const choices = own(schema, keyword);
      if (Array.isArray(choices) && choices.length > 0) {
        type = narrowed(
          type,
          choices.filter((choice) => choice !== false).map((choice) => this.read(choice, depth)),
        );
      }
    }
    return type;
  }

  /** What refers to itself is of any type there. */
  #referenced(reference: string, depth: number): Type {
    if (this.#open.has(reference)) return ANY;
    this.#open.add(reference);
    const type = this.read(resolve(this.#root, reference), depth);
    this.#open.delete(reference);
    return type;
  }

  #ownType(schema: JsonObject, depth: number): Type {
    const literals = schema['enum'];
    if (Array.isArray(literals) && literals.length > 0) return joinTypes(literals.map(literalType));
    if (Object.hasOwn(schema, 'const')) return literalType(schema['const']!);
    const type = schema['type'];
    if (Array.isArray(type)) {
      return type.length === 0 ? ANY : joinTypes(type.map((name) => this.#named(name, schema, depth)));
    }
    if (type !== undefined) return this.#named(type, schema, depth);
    if (isJsonObject(schema['properties'])) return this.#object(schema, depth);
    return schema['prefixItems'] !== undefined ? this.#list(schema, depth) : ANY;
  }

  #named(name: Json, schema: JsonObject, depth: number): Type {
    switch (name) {
      case 'null':
        return NULL;
      case 'boolean':
        return BOOLEAN;
      case 'number':
        return NUMBER;
      case 'integer':
        return INTEGER;
      case 'string':
        return textOf(schema['format']);
      case 'array':
        return this.#list(schema, depth);
      case 'object':
        return this.#object(schema, depth);
      default:
        return ANY;
    }
  }

  #list(schema: JsonObject, depth: number): Type {
    const items = schema['items'];
    const first = schema['prefixItems'] ?? (Array.isArray(items) ? items : undefined);
    const rest = Array.isArray(items) ? schema['additionalItems'] : items;
    if (!Array.isArray(first)) return rest === undefined ? ANY_LIST : { kind: 'list', item: this.read(rest, depth) };
    const types = first.map((part) => this.read(part, depth));
    return { kind: 'list', item: joinTypes(rest === false ? types : [...types, this.read(rest, depth)]) };
  }

  #object(schema: JsonObject, depth: number): Type {
    const properties = schema['properties'];
    const isOpen = isOpenSchema(schema, this.#isExact && isJsonObject(properties));
    if (!isJsonObject(properties)) return isOpen ? ANY_OBJECT : { kind: 'object', fields: new Map(), isOpen };
    const required = schema['required'];
    const needed = new Set(Array.isArray(required) ? required : []);
    const fields = new Map<string, Field>();
    for (const name of Object.keys(properties)) {
      const part = properties[name]!;
      const type = this.read(part, depth);
      const isOptional = !needed.has(name);
      const description = isJsonObject(part) ? part['description'] : undefined;
      fields.set(name, typeof description === 'string' ? { type, isOptional, description } : { type, isOptional });
    }
    return { kind: 'object', fields, isOpen };
  }
}

/** Whether other schemas have a say in it; of most schemas there are only three or four keys to look at. */
function isComposed(schema: JsonObject): boolean {
  for (const key in schema) if (COMPOSING.has(key)) return true;
  return false;
}

const COMPOSING: ReadonlySet<string> = new Set(['$ref', 'allOf', 'anyOf', 'oneOf']);

function isOpenSchema(schema: JsonObject, isExact: boolean): boolean {
  if (schema['patternProperties'] !== undefined) return true;
  const more = schema['additionalProperties'] ?? schema['unevaluatedProperties'] ?? !isExact;
  return more !== false;
}

/** A value that fits both: what is known of one of them, and where both say something, the fields of both. */
function both(left: Type, right: Type): Type {
  if (left.kind === 'any') return right;
  if (right.kind === 'any') return left;
  if (left.kind === 'number' && right.kind === 'number') return left.isInteger ? left : right;
  if (left.kind === 'string' && right.kind === 'string') return left.values === undefined ? right : left;
  if (left.kind === 'object' && right.kind === 'object') {
    const fields = new Map(left.fields);
    for (const [name, field] of right.fields) {
      const other = fields.get(name);
      const isOptional = field.isOptional && (other?.isOptional ?? true);
      fields.set(name, other === undefined ? field : { ...field, type: both(other.type, field.type), isOptional });
    }
    // Of two closed objects the fields of both may be there only in theory: who writes that means their sum.
    return { kind: 'object', fields, isOpen: left.isOpen || right.isOpen };
  }
  return left.kind === right.kind ? left : ANY;
}

/** A value that fits `type` and one of the choices. */
function narrowed(type: Type, choices: readonly Type[]): Type {
  if (choices.length === 0) return type;
  if (type.kind === 'any') return joinTypes(choices);
  if (type.kind !== 'object') return type;
  // Choices about an object mostly say which of its fields are there; what they say of a field is one possibility.
  const fields = new Map(type.fields);
  for (const choice of choices) {
    if (choice.kind !== 'object') continue;
    for (const [name] of choice.fields) {
      if (type.isOpen && !fields.has(name)) fields.set(name, { type: ANY, isOptional: true });
    }
  }
  return fields.size === type.fields.size ? type : { ...type, fields };
}

/** The type of a value that is written out. */
export function literalType(value: Json): Type {
  if (value === null) return NULL;
  if (typeof value === 'string') return { kind: 'string', values: [value] };
  if (typeof value === 'number') return Number.isInteger(value) ? INTEGER : NUMBER;
  if (typeof value === 'boolean') return BOOLEAN;
  return Array.isArray(value) ? ANY_LIST : ANY_OBJECT;
}

const FORMATS = new Map<Json | undefined, Type>([
  ['uuid', { kind: 'string', format: 'uuid' }],
  ['uri', { kind: 'string', format: 'url' }],
  ['url', { kind: 'string', format: 'url' }],
  ['date-time', { kind: 'string', format: 'date-time' }],
]);

function textOf(format: Json | undefined): Type {
  return FORMATS.get(format) ?? STRING;
}

/** A part of the schema itself, or one with that name; anything else is not known. */
function resolve(root: JsonObject, reference: string): Json | undefined {
  if (reference === '#') return root;
  if (!reference.startsWith('#/')) return undefined;
  let part: Json | undefined = root;
  for (const token of reference.slice(2).split('/')) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(part)) part = /^\d{1,6}$/.test(key) ? part[Number(key)] : undefined;
    else part = isJsonObject(part) ? own(part, key) : undefined;
  }
  return part;
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
