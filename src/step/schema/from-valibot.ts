import type { ConversionConfig, JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import type { JsonObject } from '../../json.ts';
import { valibotConverter } from './converters.ts';

/** Transformations after which a value may be of another type, and what it is then, where that is known. */
const RETYPING: Readonly<Record<string, JsonSchema>> = {
  find_item: {},
  map_items: { type: 'array' },
  parse_boolean: { type: 'boolean' },
  parse_json: {},
  raw_transform: {},
  reduce_items: {},
  stringify_json: { type: 'string' },
  to_bigint: {},
  to_boolean: { type: 'boolean' },
  to_date: {},
  to_number: { type: 'number' },
  to_string: { type: 'string' },
  transform: {},
};

/** The JSON Schema (2020-12) of a schema of Valibot. */
export function fromValibot(schema: unknown, io: 'input' | 'output'): JsonObject {
  const { $schema: _, ...converted } = valibotConverter().toJsonSchema(schema as Parameters<typeof toJsonSchema>[0], {
    target: 'draft-2020-12',
    typeMode: io,
    // What JSON Schema cannot tell stays open; that something is said at all, the caller sees to.
    errorMode: 'ignore',
    overrideSchema: io === 'output' ? givenObject : takenObject,
    // The package takes the schema before a transformation for what comes out of it.
    overrideAction: ({ valibotAction: { type } }) =>
      io === 'output' && Object.hasOwn(RETYPING, type) ? RETYPING[type]! : undefined,
  }) as JsonObject;
  return JSON.parse(JSON.stringify(converted)) as JsonObject;
}

type OverrideSchema = NonNullable<ConversionConfig['overrideSchema']>;

/** An object that keeps unknown keys says so: one that drops them is left open without a word. */
const takenObject: OverrideSchema = ({ valibotSchema, jsonSchema }) =>
  valibotSchema.type === 'loose_object' ? { ...jsonSchema, additionalProperties: {} } : withoutKeyNames(jsonSchema);

/** An object that drops unknown keys does not give them; a key with a default is always given. */
const givenObject: OverrideSchema = (context) => {
  const { valibotSchema, jsonSchema } = context;
  if (valibotSchema.type === 'intersect') return { ...jsonSchema, allOf: jsonSchema.allOf?.map(openObject) ?? [] };
  if (valibotSchema.type !== 'object') return takenObject(context);
  const defaults = Object.entries(jsonSchema.properties ?? {})
    .filter(([, property]) => typeof property === 'object' && 'default' in property)
    .map(([name]) => name);
  const required = [...new Set([...(jsonSchema.required ?? []), ...defaults])];
  return { ...jsonSchema, required, additionalProperties: false };
};

/** What each part of an intersection drops, another one may give. */
function openObject<Part extends JsonSchema | boolean>(part: Part): Part | JsonSchema {
  if (typeof part !== 'object' || part.additionalProperties !== false) return part;
  const { additionalProperties: _, ...open } = part;
  return open;
}

/** That the names of keys are texts goes without saying. */
function withoutKeyNames(jsonSchema: JsonSchema): JsonSchema | undefined {
  const { propertyNames, ...rest } = jsonSchema;
  const isPlain = typeof propertyNames === 'object' && Object.keys(propertyNames).join() === 'type';
  return isPlain ? rest : undefined;
}
