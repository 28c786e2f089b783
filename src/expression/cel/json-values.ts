import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { setOwn } from '../own-property.ts';
import type { Budget } from './budget.ts';
import { loadCel } from './load-cel.ts';

/**
 * A value as the library can read it: an object with a key `constructor` becomes a `Map`,
 * because the library tells types apart by their constructor. Everything else is the value itself.
 */
export function toCelValue(value: Json, budget: Budget): unknown {
  if (typeof value === 'string') budget.spendText(value.length);
  if (typeof value !== 'object' || value === null) return value;
  budget.spend(1);
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined;
    for (const [index, entry] of value.entries()) {
      const converted = toCelValue(entry, budget);
      if (converted !== entry) (copy ??= [...value])[index] = converted;
    }
    return copy ?? value;
  }
  let changed: Map<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const entry = value[key]!;
    const converted = toCelValue(entry, budget);
    if (converted !== entry || key === 'constructor') (changed ??= new Map(Object.entries(value))).set(key, converted);
  }
  return changed ?? value;
}

/** Thrown for a result that JSON cannot hold. */
export class NotJson extends Error {}

/** A result as JSON: times and durations as text, bytes as base64, an absent optional as `null`. */
export function toJson(value: unknown): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'bigint':
      return Number(value);
    case 'number':
      if (Number.isFinite(value)) return value;
      throw new NotJson('the result is not a finite number; was something divided by zero?');
    case 'object':
      return value === null ? null : objectToJson(value);
    default:
      throw new NotJson(`the result cannot be written as JSON`);
  }
}

function objectToJson(value: object): Json {
  if (Array.isArray(value)) return value.map(toJson);
  if (value instanceof Map) return entriesToJson(value);
  if (value instanceof Set) return [...value].map(toJson);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Date) return value.toISOString();
  const { Optional } = loadCel();
  if (value instanceof Optional) return value.hasValue() ? toJson(value.value()) : null;
  if (isPlain(value)) return entriesToJson(Object.entries(value));
  const primitive: unknown = value.valueOf();
  if (typeof primitive === 'bigint') return Number(primitive);
  if ('seconds' in value) return (value as { toString(): string }).toString();
  if ('name' in value && typeof value.name === 'string') return value.name;
  throw new NotJson('the result cannot be written as JSON');
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function entriesToJson(entries: Iterable<readonly [unknown, unknown]>): JsonObject {
  const object: JsonObject = {};
  for (const [key, entry] of entries) setOwn(object, String(key), toJson(entry));
  return object;
}

/** Whether `in` finds a value: an entry of a list, or a key of an object; `undefined` for anything else. */
export function isContained(value: unknown, container: unknown, budget: Budget): boolean | undefined {
  if (container instanceof Map) return container.has(value);
  if (Array.isArray(container)) {
    budget.spend(container.length);
    return container.some((entry) => isEqual(value, entry, budget));
  }
  if (isJsonObject(container)) return typeof value === 'string' && Object.hasOwn(container, value);
  return undefined;
}

function isEqual(left: unknown, right: unknown, budget: Budget): boolean {
  if (left === right) return true;
  if (typeof left === 'bigint' || typeof right === 'bigint') {
    const areNumbers = [left, right].every((side) => typeof side === 'bigint' || typeof side === 'number');
    return areNumbers && Number(left) === Number(right);
  }
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const [leftEntries, rightEntries] = [entriesOf(left), entriesOf(right)];
  budget.spend(leftEntries.size);
  if (leftEntries.size !== rightEntries.size) return false;
  for (const [key, entry] of leftEntries) {
    if (!rightEntries.has(key) || !isEqual(entry, rightEntries.get(key), budget)) return false;
  }
  return true;
}

function entriesOf(value: object): ReadonlyMap<unknown, unknown> {
  return value instanceof Map ? value : new Map(Object.entries(value));
}
