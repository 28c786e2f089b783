import { z } from 'zod';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { RAW_SETTING } from '../raw-settings.ts';

/** The JSON Schema (2020-12) of a schema of zod 4; `{}` for one that JSON Schema cannot tell. */
export function fromZod4(schema: z.core.$ZodType, io: 'input' | 'output'): JsonObject {
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
