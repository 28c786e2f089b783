import { setOwn } from '../../expression/own-property.ts';
import { MAX_JSON_DEPTH, type Json, type JsonObject } from '../../json.ts';

/**
 * A copy of a value as JSON, which shares nothing with it. Like `JSON.stringify` it leaves out properties that are
 * `undefined` and keys that are symbols; everything else that JSON cannot hold throws a `TypeError` that names the place.
 *
 * @param place what the value is called in errors: `output.posts[1]`
 */
export function toJson(value: unknown, place: string): Json {
  return copy(value, place, []);
}

function copy(value: unknown, place: string, around: readonly object[]): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${place} must be a finite number`);
      return value === 0 ? 0 : value;
    case 'object':
      return value === null ? null : copyObject(value, place, around);
    default:
      throw new TypeError(`${place} must not be ${value === undefined ? 'undefined' : `a ${typeof value}`}`);
  }
}

function copyObject(value: object, place: string, around: readonly object[]): Json {
  if (around.includes(value)) throw new TypeError(`${place} must not contain itself`);
  if (around.length >= MAX_JSON_DEPTH) throw new TypeError(`${place} is nested more than ${MAX_JSON_DEPTH} deep`);
  const inside = [...around, value];
  if (Array.isArray(value)) return Array.from(value, (entry, index) => copy(entry, `${place}[${index}]`, inside));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new TypeError(`${place} must be a plain object, not ${kindOf(value)}`);
  }
  const object: JsonObject = {};
  for (const [key, entry] of Object.entries(value)) {
    if (entry !== undefined) setOwn(object, key, copy(entry, `${place}.${key}`, inside));
  }
  return object;
}

/** The class of a value; its name may be anything. */
function kindOf(value: object): string {
  const { name } = value.constructor ?? {};
  return typeof name === 'string' && /^\w+$/.test(name) ? `a ${name}` : 'an instance of a class';
}
