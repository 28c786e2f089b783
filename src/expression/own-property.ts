import type { Json, JsonObject } from '../json.ts';

/**
 * Sets a property that belongs to the object itself, whatever its name is.
 * A plain assignment to `__proto__` would change the prototype instead.
 */
export function setOwn(target: JsonObject, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    target[key] = value;
  }
}
