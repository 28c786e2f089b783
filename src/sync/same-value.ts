import { MAX_JSON_DEPTH, type Json } from '../json.ts';

/**
 * Whether two values are equal, objects without regard to the order of their keys.
 * Two values that are nested deeper than any flow may be count as different, unless they are one and the same.
 */
export function isSameValue(a: Json | undefined, b: Json | undefined, depth = 0): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (depth >= MAX_JSON_DEPTH) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let index = 0; index < a.length; index++) if (!isSameValue(a[index], b[index], depth + 1)) return false;
    return true;
  }
  if (Array.isArray(b)) return false;
  const keys = Object.keys(a);
  const others = Object.keys(b);
  if (keys.length !== others.length) return false;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!;
    // Most documents were written by the same hand: the keys stand in the same order.
    if (others[index] !== key && !Object.hasOwn(b, key)) return false;
    if (!isSameValue(a[key], b[key], depth + 1)) return false;
  }
  return true;
}
