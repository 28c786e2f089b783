import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** What a schema without `type` is about, by the keywords that it uses. */
export function impliedTypes(schema: JsonObject): string[] {
  if (schema.properties !== undefined || schema.required !== undefined || schema.additionalProperties !== undefined)
    return ['object'];
  if (schema.items !== undefined || schema.prefixItems !== undefined) return ['array'];
  if (schema.minimum !== undefined || schema.maximum !== undefined || schema.multipleOf !== undefined)
    return ['number'];
  const isText =
    schema.pattern !== undefined ||
    schema.format !== undefined ||
    schema.minLength !== undefined ||
    schema.maxLength !== undefined;
  return isText ? ['string'] : [];
}

export function isOfType(value: Json, type: Json): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isJsonObject(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}
