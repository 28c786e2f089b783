import type { JsonObject, JsonValue } from './json-value.ts';

/** `number`: a number that is not what its text says. */
export type Finding = 'sound' | 'forbidden-key' | 'number';

/** Looks for keys that reach a prototype and for numbers that lost digits. The nesting must be bounded. */
export function inspect(value: JsonValue): Finding {
  if (typeof value === 'number') return isExact(value) ? 'sound' : 'number';
  if (value === null || typeof value !== 'object') return 'sound';
  if (Array.isArray(value)) return inspectAll(value);
  return isForbidden(value) ? 'forbidden-key' : inspectAll(Object.values(value));
}

function inspectAll(values: readonly JsonValue[]): Finding {
  let finding: Finding = 'sound';
  for (const value of values) {
    if (typeof value === 'string') continue;
    const found = inspect(value);
    if (found === 'forbidden-key') return found;
    if (found === 'number') finding = found;
  }
  return finding;
}

function isExact(value: number): boolean {
  return Number.isSafeInteger(value) || (!Number.isInteger(value) && Number.isFinite(value));
}

function isForbidden(value: JsonObject): boolean {
  if (Object.hasOwn(value, '__proto__')) return true;
  if (!Object.hasOwn(value, 'constructor')) return false;
  const { constructor } = value as { constructor: unknown };
  return typeof constructor === 'object' && constructor !== null && Object.hasOwn(constructor, 'prototype');
}
