import type { JsonObject, JsonValue } from './json-value.ts';

/** `number`: a number that is not what its text says. */
export type Finding = 'sound' | 'forbidden-key' | 'number';

/** Looks for keys that reach a prototype and for numbers that lost digits. The nesting must be bounded. */
export function inspect(value: JsonValue): Finding {
  if (typeof value === 'number') return isExact(value) ? 'sound' : 'number';
  if (value === null || typeof value !== 'object') return 'sound';
  let finding: Finding = 'sound';
  const isArray = Array.isArray(value);
  if (!isArray && isForbidden(value)) return 'forbidden-key';
  for (const inner of isArray ? value : Object.values(value)) {
    const found = inspect(inner);
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
