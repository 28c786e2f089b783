import type { z } from 'zod';
import { GenieError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { asZodSchema } from './schema/as-zod.ts';
import { fromZod4 } from './schema/from-zod-4.ts';
import { isAnySchema, toJsonSchema } from './schema/to-json-schema.ts';
import { vendorOf } from './schema/vendor.ts';

/** What a definition gives as a schema, as the engine and everything that describes the type use it. */
export interface ReadSchema {
  /** Checks and changes values. */
  zod: z.ZodType;
  /** What it is in JSON Schema (2020-12). */
  toJsonSchema(io: 'input' | 'output'): JsonObject;
}

/** Reads what a definition gives as a schema, made if it is a function. Throws `STEP_TYPE_INVALID` for what is no schema. */
export function readSchema(type: string, given: unknown): ReadSchema {
  const schema: unknown = typeof given === 'function' && vendorOf(given) === undefined ? given() : given;
  switch (vendorOf(schema)) {
    case 'zod 4': {
      const zod = schema as z.ZodType;
      return { zod, toJsonSchema: (io) => fromZod4(zod, io) };
    }
    case undefined:
      throw new GenieError('STEP_TYPE_INVALID', `The schemas of the step type "${type}" are not schemas`, {
        detail:
          'Make `config` and `result` with zod 4, zod 3.24 or later, or Valibot 1.0 or later: `config: z.object({ … })`.',
      });
    default:
      return {
        zod: asZodSchema(schema),
        toJsonSchema: (io) =>
          io === 'output' && isAnySchema(schema) ? {} : named(type, () => toJsonSchema(schema, io)),
      };
  }
}

/** The same, with the step type that it happened to. */
function named(type: string, convert: () => JsonObject): JsonObject {
  try {
    return convert();
  } catch (thrown) {
    if (!(thrown instanceof GenieError)) throw thrown;
    const { code, message, detail } = thrown;
    throw new GenieError(code, `Step type "${type}": ${message}`, {
      cause: thrown,
      isRetryable: false,
      ...(detail === undefined ? {} : { detail }),
    });
  }
}

/**
 * The JSON Schema (2020-12) of settings as they are written: an object schema with `properties`. What cannot be said in JSON
 * Schema is left open. Throws `SCHEMA_EMPTY` for settings that are no object.
 */
export function settingsSchemaOf(type: string, config: ReadSchema): JsonObject {
  const schema = config.toJsonSchema('input');
  const object = asObjectSchema(schema) ?? (isOpenSchema(schema) ? { type: 'object', properties: {} } : undefined);
  // A setting that would be dropped without a word is a mistake of whoever wrote it.
  if (isJsonObject(schema.properties)) return { ...schema, additionalProperties: schema.additionalProperties ?? false };
  if (object !== undefined) return object;
  throw new GenieError('SCHEMA_EMPTY', `The settings of "${type}" are not an object`, {
    detail: 'Make `config` a z.strictObject({ … }).',
  });
}

/** An object schema as it is; a choice of object schemas as one object that has all their properties; else `undefined`. */
export function asObjectSchema(schema: JsonObject): JsonObject | undefined {
  if (isJsonObject(schema.properties)) return schema;
  if (schema.type === 'object') return { ...schema, properties: {} };
  const branches = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (!Array.isArray(branches) || branches.length === 0) return undefined;
  const objects = branches.map((branch) => (isJsonObject(branch) ? asObjectSchema(branch) : undefined));
  return objects.includes(undefined) ? undefined : mergedObject(objects as JsonObject[], schema.allOf !== undefined);
}

function mergedObject(objects: JsonObject[], isAll: boolean): JsonObject {
  const required = objects.map((object) => (object.required ?? []) as string[]);
  const isClosed = objects.every((object) => object.additionalProperties === false);
  const names = [...new Set(objects.flatMap((object) => Object.keys(object.properties as JsonObject)))];
  const properties = names.map((name): [string, Json] => {
    const choices = objects.flatMap((object) => {
      const own = object.properties as JsonObject;
      return Object.hasOwn(own, name) ? [own[name]!] : [];
    });
    return [name, choices.length === 1 ? choices[0]! : { anyOf: choices }];
  });
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: isAll
      ? [...new Set(required.flat())]
      : required[0]!.filter((key) => required.every((keys) => keys.includes(key))),
    ...(isClosed ? { additionalProperties: false } : {}),
  };
}

function isOpenSchema(schema: JsonObject): boolean {
  return schema.type === undefined && !['anyOf', 'oneOf', 'enum', 'const'].some((keyword) => keyword in schema);
}
