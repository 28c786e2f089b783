import { isJsonObject, type Json } from '../../json.ts';
import { FORBIDDEN_KEYS } from '../shape.ts';

/** Values that no schema describes nest at most this deep. */
export const MAX_FREE_DEPTH = 6;

/** Whether the grammar lets a value stand where the schema asks for nothing. */
export function isFreeValue(value: Json, depth = MAX_FREE_DEPTH): boolean {
  if (typeof value === 'number') return isSpelledNumber(value);
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  if (depth <= 0) return false;
  if (isJsonObject(value))
    return Object.entries(value).every(([key, inner]) => isFreeKey(key) && isFreeValue(inner, depth - 1));
  return value.every((inner) => isFreeValue(inner, depth - 1));
}

/** A key beside those that the schema names: spelled without escapes, so that a forbidden one has one spelling only. */
export function isFreeKey(key: string): boolean {
  return key !== '' && JSON.stringify(key) === `"${key}"` && !FORBIDDEN_KEYS.includes(key);
}

/** A number without an exponent and with digits that a double keeps. */
export function isSpelledNumber(value: Json): value is number {
  return typeof value === 'number' && /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/.test(JSON.stringify(value));
}
