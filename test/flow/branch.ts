import type { Json, JsonObject } from '../../src/json.ts';

/** A condition with one of its branches. */
export function branch(name: 'then' | 'else', steps: Json[]): JsonObject {
  return { type: 'condition', if: 'true', [name]: steps };
}
