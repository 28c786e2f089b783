import { MAX_JSON_DEPTH, type Json, type JsonObject } from '../json.ts';

/**
 * Whether two values are equal, objects without regard to the order of their keys.
 * Two values that are nested deeper than any flow may be count as different, unless they are one and the same.
 */
export function isSameValue(a: Json | undefined, b: Json | undefined, depth = 0): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (depth >= MAX_JSON_DEPTH) return false;
  if (!Array.isArray(a)) return !Array.isArray(b) && isSameObject(a, b, depth + 1);
  if (!Array.isArray(b) || a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (!isSameValue(a[index], b[index], depth + 1)) return false;
  return true;
}

/** Without lists of keys: a thousand flows that did not change are compared in the blink of an eye. */
function isSameObject(a: JsonObject, b: JsonObject, depth: number): boolean {
  let count = 0;
  for (const key in a) {
    count++;
    // Everything else that objects inherit is a function, which equals nothing of JSON.
    if (key === '__proto__' && !Object.hasOwn(b, key)) return false;
    if (!isSameValue(a[key], b[key], depth)) return false;
  }
  for (const _ in b) count--;
  return count === 0;
}
