import { isJsonObject, type Json, type JsonObject } from '../../json.ts';

/** A copy of a value with fields replaced, also those of objects inside; lists are replaced as a whole. */
export function mergeJson(base: Json, changes: JsonObject): Json {
  const merged: JsonObject = isJsonObject(base) ? structuredClone(base) : {};
  for (const [key, value] of Object.entries(changes)) {
    const isNested = isJsonObject(value) && isJsonObject(merged[key]);
    merged[key] = isNested ? mergeJson(merged[key]!, value) : structuredClone(value);
  }
  return isJsonObject(base) || Object.keys(changes).length > 0 ? merged : base;
}
