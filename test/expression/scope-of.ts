import type { Scope } from '../../src/expression/index.ts';
import type { Json, JsonObject } from '../../src/json.ts';

/** A scope over plain values; `optional` names properties as `input.tone`. All of `context` is optional. */
export function scopeOf(values: JsonObject, optional: readonly string[] = []): Scope {
  return {
    get: (root): Json | undefined => (Object.hasOwn(values, root) ? values[root] : undefined),
    names: () => Object.keys(values),
    isOptional: (root, field) => root === 'context' || optional.includes(`${root}.${field}`),
  };
}
