import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { mergeSchemas } from './merge-schemas.ts';
import { numberShape, textShape } from './plain-shapes.ts';
import { impliedTypes, isOfType } from './schema-types.ts';
import { resolvePointer } from './resolve-pointer.ts';
import {
  ANY,
  choiceOf,
  FORBIDDEN_KEYS,
  NEVER,
  type ListShape,
  type ObjectShape,
  type Shape,
  type ShapeDocument,
} from './shape.ts';

/** Deeper than this (a schema that merges itself into itself) any value is taken. */
const MAX_DEPTH = 24;

const ANNOTATIONS = new Set([
  '$comment',
  '$defs',
  '$id',
  '$schema',
  'default',
  'definitions',
  'deprecated',
  'description',
  'examples',
  'readOnly',
  'title',
  'writeOnly',
]);

/** A definition is written out in the place that refers to it at most this often in a row: each time may double the whole. */
const MAX_MERGES = 2;

interface Place {
  depth: number;
  /** References around this place that were written out, because something else stood beside them. */
  merges: number;
  /** Fields that are not there for whoever writes the value; set for the parameters themselves, not for what is in them. */
  hidden: readonly string[] | undefined;
}

/**
 * Reads a flow's `input` (JSON Schema 2020-12). Identity fields are left out; a way of giving the parameters that requires
 * one is not a way for a model. Without a schema any object is taken.
 */
export function readShape(schema: JsonObject | undefined, identityFields: readonly string[]): ShapeDocument {
  const reader = new ShapeReader(schema ?? {});
  const shape = reader.read(schema ?? {}, { depth: 0, merges: 0, hidden: identityFields });
  const anyObject: ObjectShape = { kind: 'object', members: [], others: ANY };
  const ways = (shape.kind === 'choice' ? shape.options : [shape]).flatMap((way) => {
    if (way.kind === 'any') return [anyObject];
    return way.kind === 'object' ? [way] : [];
  });
  const root = ways.length > 1 ? { kind: 'choice' as const, options: ways } : (ways[0] ?? { kind: 'never' as const });
  return { root, definitions: reader.definitions };
}

class ShapeReader {
  readonly definitions = new Map<string, Shape>();
  readonly #root: JsonObject;

  constructor(root: JsonObject) {
    this.#root = root;
  }

  read(schema: Json | undefined, place: Place): Shape {
    if (schema === false) return NEVER;
    if (!isJsonObject(schema) || place.depth > MAX_DEPTH) return ANY;
    const { $ref, allOf, anyOf, oneOf, ...own } = schema;
    if (typeof $ref === 'string') return this.#readReference($ref, withoutKey(schema, '$ref'), place);
    if (Array.isArray(allOf)) {
      return this.#readAll(withoutKey(schema, 'allOf'), allOf, place);
    }
    if (Array.isArray(anyOf)) return this.#readBranches(withoutKey(schema, 'anyOf'), anyOf, place);
    if (Array.isArray(oneOf)) return this.#readBranches(own, oneOf, place);
    return this.#readOne(own, place);
  }

  #readReference(pointer: string, beside: JsonObject, place: Place): Shape {
    const target = resolvePointer(pointer, this.#root);
    if (target === undefined) return ANY;
    const isMerged = place.hidden !== undefined || !isOnlyNotes(beside);
    if (isMerged && place.merges < MAX_MERGES) return this.read(mergeSchemas([target, beside]), merging(place));
    if (!this.definitions.has(pointer)) {
      this.definitions.set(pointer, ANY);
      this.definitions.set(pointer, this.read(target, deeper(place)));
    }
    return { kind: 'reference', pointer };
  }

  #readAll(beside: JsonObject, parts: readonly Json[], place: Place): Shape {
    if (parts.length === 1 && isOnlyNotes(beside)) return this.read(parts[0], deeper(place));
    if (!parts.some(isReference)) return this.read(mergeSchemas([beside, ...parts]), deeper(place));
    if (place.merges >= MAX_MERGES) return ANY;
    return this.read(mergeSchemas([beside, ...parts.map((part) => this.#inlined(part))]), merging(place));
  }

  #readBranches(beside: JsonObject, branches: readonly Json[], place: Place): Shape {
    const options = branches.map((branch) => {
      return isOnlyNotes(beside) ? this.read(branch, deeper(place)) : this.#readAll(beside, [branch], place);
    });
    return choiceOf(options);
  }

  /** A part that is about to be merged into another: its reference is looked up first. */
  #inlined(part: Json): Json {
    if (!isReference(part)) return part;
    return mergeSchemas([resolvePointer(part.$ref, this.#root) ?? {}, withoutKey(part, '$ref')]);
  }

  #readOne(schema: JsonObject, place: Place): Shape {
    const types = [schema.type ?? impliedTypes(schema)].flat();
    if (schema.const !== undefined) return { kind: 'values', values: [schema.const] };
    if (Array.isArray(schema.enum)) {
      const values =
        schema.type === undefined
          ? schema.enum
          : schema.enum.filter((value) => types.some((type) => isOfType(value, type)));
      return values.length === 0 ? NEVER : { kind: 'values', values };
    }
    return types.length === 0 ? ANY : choiceOf(types.map((type) => this.#readType(type, schema, place)));
  }

  #readType(type: Json, schema: JsonObject, place: Place): Shape {
    switch (type) {
      case 'object':
        return this.#readObject(schema, place);
      case 'array':
        return this.#readList(schema, place);
      case 'string':
        return textShape(schema);
      case 'number':
      case 'integer':
        return numberShape(schema, type);
      case 'boolean':
        return { kind: 'values', values: [true, false] };
      case 'null':
        return { kind: 'values', values: [null] };
      default:
        return ANY;
    }
  }

  #readObject(schema: JsonObject, place: Place): Shape {
    const properties = isJsonObject(schema.properties) ? schema.properties : {};
    const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
    const unusable = new Set([...FORBIDDEN_KEYS, ...(place.hidden ?? [])]);
    const members: ObjectShape['members'][number][] = [];
    for (const name of new Set([...Object.keys(properties), ...required])) {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      const shape = unusable.has(name) ? NEVER : this.read(property, within(place));
      const isRequired = required.includes(name);
      if (shape.kind !== 'never')
        members.push({ name, isRequired, shape, schema: isJsonObject(property) ? property : {} });
      else if (isRequired) return NEVER;
    }
    return { kind: 'object', members, others: this.#readOthers(schema, place) };
  }

  /** Fields beside the named ones: where the schema does not ask for them, a model that makes some up helps nobody. */
  #readOthers({ properties, additionalProperties, unevaluatedProperties }: JsonObject, place: Place): Shape {
    if (additionalProperties === undefined) {
      const hasNames = isJsonObject(properties) && Object.keys(properties).length > 0;
      return hasNames || unevaluatedProperties === false ? NEVER : ANY;
    }
    return this.read(additionalProperties, within(place));
  }

  #readList(schema: JsonObject, place: Place): ListShape {
    const first = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
    return {
      kind: 'list',
      first: first.map((item) => this.read(item, within(place))),
      rest: this.read(schema.items, within(place)),
      minItems: typeof schema.minItems === 'number' ? schema.minItems : 0,
      maxItems: typeof schema.maxItems === 'number' ? schema.maxItems : undefined,
    };
  }
}

function isOnlyNotes(schema: JsonObject): boolean {
  return Object.keys(schema).every((keyword) => ANNOTATIONS.has(keyword));
}

function isReference(schema: Json): schema is JsonObject & { $ref: string } {
  return isJsonObject(schema) && typeof schema.$ref === 'string';
}

function withoutKey(schema: JsonObject, key: string): JsonObject {
  const { [key]: _, ...rest } = schema;
  return rest;
}

function deeper(place: Place): Place {
  return { ...place, depth: place.depth + 1 };
}

function merging(place: Place): Place {
  return { ...deeper(place), merges: place.merges + 1 };
}

function within(place: Place): Place {
  return { ...deeper(place), hidden: undefined };
}
