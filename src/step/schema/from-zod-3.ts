import type { OverrideCallback, PostProcessCallback } from 'zod-to-json-schema';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { zod3Converter } from './converters.ts';
import { zod3Definition, type Zod3Definition } from './definitions.ts';

/** The JSON Schema (2020-12) of a schema of zod 3. */
export function fromZod3(schema: unknown, io: 'input' | 'output'): JsonObject {
  const { zodToJsonSchema, ignoreOverride } = zod3Converter();
  // What a transformation gives, and what a preprocessing takes, only its code knows.
  const unknownEffect = io === 'input' ? 'preprocess' : 'transform';
  const override: OverrideCallback = (definition) =>
    (definition as Zod3Definition).effect?.type === unknownEffect ? {} : ignoreOverride;
  const postProcess: PostProcessCallback = (jsonSchema, definition) => {
    const exact = exactSchema(jsonSchema as unknown as Json | undefined, definition as Zod3Definition, io);
    return exact as unknown as typeof jsonSchema;
  };
  const { $schema: _, ...converted } = zodToJsonSchema(schema as Parameters<typeof zodToJsonSchema>[0], {
    pipeStrategy: io,
    override,
    postProcess,
  }) as JsonObject;
  return JSON.parse(JSON.stringify(converted)) as JsonObject;
}

/** What the package says in the words of draft-07, or less exactly than it could. */
function exactSchema(schema: Json | undefined, definition: Zod3Definition, io: 'input' | 'output'): Json | undefined {
  if (!isJsonObject(schema)) return schema;
  if (isUntellable(definition)) return annotationsOf(schema);
  if (definition.typeName === 'ZodLiteral' && definition.value === null) {
    return { ...annotationsOf(schema), type: 'null' };
  }
  if (definition.typeName === 'ZodTuple') return tupleSchema(schema);
  if (definition.typeName === 'ZodObject') return objectSchema(schema, definition, io);
  return schema;
}

/** Values of these are none that JSON has; the package says texts, numbers and lists for them, which they refuse. */
function isUntellable({ typeName, value }: Zod3Definition): boolean {
  if (typeName === 'ZodLiteral') return value === undefined || ['bigint', 'symbol'].includes(typeof value);
  return ['ZodBigInt', 'ZodDate', 'ZodMap', 'ZodSet'].includes(typeName);
}

function annotationsOf({ description }: JsonObject): JsonObject {
  return description === undefined ? {} : { description };
}

function tupleSchema({ items, additionalItems, ...rest }: JsonObject): JsonObject {
  return { ...rest, prefixItems: items ?? [], ...(additionalItems === undefined ? {} : { items: additionalItems }) };
}

/** An object that drops unknown keys takes them and does not give them; a key with a default may be left out and is always given. */
function objectSchema(schema: JsonObject, definition: Zod3Definition, io: 'input' | 'output'): JsonObject {
  const isStripping = definition.unknownKeys === 'strip' && zod3Definition(definition.catchall).typeName === 'ZodNever';
  if (io === 'input') {
    const { additionalProperties: _, ...open } = schema;
    return isStripping ? open : schema;
  }
  const properties = Object.entries(schema.properties as JsonObject);
  const given = properties.filter(([, property]) => isJsonObject(property) && 'default' in property);
  const required = [...new Set([...((schema.required ?? []) as string[]), ...given.map(([name]) => name)])];
  return required.length === 0 ? schema : { ...schema, required };
}
