import { isJsonObject, type Json, type JsonObject } from '../../src/json.ts';

/** Parameters that fit an input schema: its examples, defaults and first choices. */
export function sampleParams(schema: JsonObject | undefined): JsonObject {
  const properties = isJsonObject(schema?.['properties']) ? schema['properties'] : {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, sample(property as JsonObject)]),
  );
}

function sample(schema: JsonObject): Json {
  const { examples, default: fallback, enum: choices, type } = schema;
  if (Array.isArray(examples)) return examples[0]!;
  if (fallback !== undefined) return fallback;
  if (Array.isArray(choices)) return choices[0]!;
  if (type === 'object') return sampleParams(schema);
  if (type === 'array') return [];
  if (type === 'boolean') return true;
  return type === 'string' ? 'text' : 3;
}
