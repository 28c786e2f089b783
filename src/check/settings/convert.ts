import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { shapeOf } from './compile-shape.ts';
import { fits } from './fits.ts';

/** Longer texts are not read as JSON. */
const MOST_CHARACTERS = 100_000;

/**
 * The value that a setting takes and that says the same as the one that is written: `"10"` as 10, `"true"` as true,
 * an object in a text as the object, one value as a list of it where only a list is taken. `undefined` when there is none.
 */
export function convert(value: Json | undefined, schema: JsonObject): Json | undefined {
  if (value === undefined || value === null) return undefined;
  const shape = shapeOf(schema);
  return conversions(value).find((converted) => fits(shape, converted));
}

function conversions(value: Json): Json[] {
  if (typeof value === 'string') return [...fromText(value), ...(value.includes(',') ? [] : [[value]])];
  if (typeof value === 'number') return [String(value), [value]];
  if (Array.isArray(value)) return value.length === 1 && !Array.isArray(value[0]) ? [value[0]!] : [];
  return [[value]];
}

function fromText(text: string): Json[] {
  const trimmed = text.trim();
  if (trimmed === 'true' || trimmed === 'false') return [trimmed === 'true'];
  if (trimmed === '' || trimmed.length > MOST_CHARACTERS) return [];
  const value = parsed(trimmed);
  if (typeof value === 'number') return String(value) === trimmed ? [value] : [];
  return isJsonObject(value) || Array.isArray(value) ? [value] : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
