/** A value that JSON can hold. Flows, parameters and step results are made of nothing else. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object. A key that is absent reads as `undefined`. */
export interface JsonObject {
  [key: string]: Json;
}

/** Tells an object from a list, `null` and plain values. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How conditions read a value: `false`, `null`, `0` and an empty text are no. */
export function isTruthy(value: Json): boolean {
  return value !== false && value !== null && value !== 0 && value !== '';
}

/** Values nested deeper than this are refused where they come in: everything behind may walk them with plain recursion. */
export const MAX_JSON_DEPTH = 200;

/** Whether more than `limit` lists and objects stand inside each other. */
export function isDeeperThan(value: Json, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  return Object.values(value).some((inner) => isDeeperThan(inner, limit - 1));
}
