import { MAX_JSON_DEPTH } from '../../json.ts';
import { invalidPayload, invalidQuery } from '../embedded-directus/refusals.ts';

const MAX_PLACE_CHARACTERS = 100;

type Refuse = (reason: string) => Error;

/**
 * What goes into a filter, or another part of a query, that is an object. Throws `INVALID_QUERY` for what would not arrive
 * as it is: `undefined` disappears on its way and leaves `{ "owner": {} }`, which Directus reads as every row.
 */
export function checkQueryObject(value: unknown, place: string): void {
  if (!isPlainObject(value)) throw invalidQuery(`"${place}" must be an object`);
  walk(value, place, 0, invalidQuery, refuseEmpty);
}

/** An item, or changes to one. Throws `INVALID_PAYLOAD` for what JSON cannot hold. */
export function checkPayload(value: unknown, place: string): void {
  if (!isPlainObject(value)) throw invalidPayload(`"${place}" must be an object`);
  walk(value, place, 0, invalidPayload);
}

/** Any JSON. Throws `INVALID_PAYLOAD` for everything else. */
export function checkJson(value: unknown, place: string): void {
  walk(value, place, 0, invalidPayload);
}

function walk(value: unknown, place: string, depth: number, refuse: Refuse, refuseEntry?: typeof refuseEmpty): void {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return;
    case 'number':
      if (Number.isFinite(value)) return;
      throw refuse(`"${shownPlace(place)}" is ${value}, which is no number of JSON`);
    case 'object':
      break;
    default:
      throw refuse(`"${shownPlace(place)}" has no value (${typeof value})`);
  }
  if (value === null) return;
  if (depth >= MAX_JSON_DEPTH) throw refuse(`"${shownPlace(place)}" is nested more than ${MAX_JSON_DEPTH} deep`);
  if (Array.isArray(value)) {
    refuseEntry?.(value, place, depth);
    // Not forEach, which passes over the holes of a list.
    for (const [index, entry] of value.entries()) walk(entry, `${place}[${index}]`, depth + 1, refuse, refuseEntry);
    return;
  }
  if (!isPlainObject(value)) throw refuse(`"${shownPlace(place)}" is no plain object`);
  const entries = Object.entries(value);
  refuseEntry?.(entries, place, depth);
  for (const [name, entry] of entries) walk(entry, `${place}.${name}`, depth + 1, refuse, refuseEntry);
}

/** The whole may be empty, that was written so; a condition that came out empty was not. */
function refuseEmpty(entries: readonly unknown[], place: string, depth: number): void {
  if (depth > 0 && entries.length === 0)
    throw invalidQuery(`"${shownPlace(place)}" is empty: it would match every item`);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    (prototype === Object.prototype || prototype === null) && !('toJSON' in value && typeof value.toJSON === 'function')
  );
}

function shownPlace(place: string): string {
  return place.length <= MAX_PLACE_CHARACTERS ? place : `${place.slice(0, MAX_PLACE_CHARACTERS)}…`;
}
