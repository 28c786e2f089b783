import { z } from 'zod';
import { GenieError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { RAW_SETTING } from './raw-settings.ts';

/** What a definition gives as a schema, made if it is a function. Throws `STEP_TYPE_INVALID` for what zod 4 did not make. */
export function zodSchemaOf<Schema extends z.ZodType>(type: string, given: Schema | (() => Schema)): Schema {
  const schema = typeof given === 'function' ? given() : given;
  if (typeof schema === 'object' && schema !== null && '_zod' in schema) return schema;
  throw new GenieError('STEP_TYPE_INVALID', `The schemas of the step type "${type}" are not schemas of zod 4`, {
    detail: 'Import { z } from the package "zod", version 4, and make `config` a z.strictObject({ … }).',
  });
}

/**
 * The JSON Schema (2020-12) of settings as they are written: an object schema with `properties`. What cannot be said in JSON
 * Schema is left open. Throws `SCHEMA_EMPTY` for settings that are no object.
 */
export function settingsSchemaOf(type: string, config: z.ZodType): JsonObject {
  const schema = jsonSchemaOf(config, 'input');
  const object = asObjectSchema(schema) ?? (isOpenSchema(schema) ? { type: 'object', properties: {} } : undefined);
  if (object !== undefined) return object;
  throw new GenieError('SCHEMA_EMPTY', `The settings of "${type}" are not an object`, {
    detail: 'Make `config` a z.strictObject({ … }).',
  });
}

/** The JSON Schema (2020-12) of a result. */
export function resultSchemaOf(result: z.ZodType): JsonObject {
  return jsonSchemaOf(result, 'output');
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

function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const options = { io, unrepresentable: 'any', override: simplify } as const;
  try {
    // The copy has nothing in it that JSON cannot hold.
    const { $schema: _, ...rest } = JSON.parse(JSON.stringify(z.toJSONSchema(schema, options))) as JsonObject;
    return rest;
  } catch {
    // A schema that refers to itself in a way that JSON Schema cannot: nothing is known, so nothing is refused.
    return {};
  }
}

/** Drops what says nothing, and the mark that only `rawSettings` reads. */
function simplify({ jsonSchema }: { jsonSchema: object }): void {
  const schema = jsonSchema as JsonObject;
  delete schema[RAW_SETTING];
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (Array.isArray(schema.anyOf)) schema.anyOf = schema.anyOf.flatMap(branchesOf);
  const { propertyNames } = schema;
  if (isJsonObject(propertyNames) && Object.keys(propertyNames).join() === 'type') delete schema.propertyNames;
}

/** A choice inside a choice is one choice, unless something else is said of it. */
function branchesOf(branch: Json): Json[] {
  const isChoice = isJsonObject(branch) && Array.isArray(branch.anyOf) && Object.keys(branch).length === 1;
  return isChoice ? (branch.anyOf as Json[]).flatMap(branchesOf) : [branch];
}

function isOpenSchema(schema: JsonObject): boolean {
  return schema.type === undefined && !['anyOf', 'oneOf', 'enum', 'const'].some((keyword) => keyword in schema);
}
