import { UsageError } from '../errors.ts';
import type { Json } from '../json.ts';

/** Deeper than any document that people or programs write, and shallow enough for everything that walks through one. */
const MAX_DEPTH = 200;

/** Refuses what JSON can spell and nothing behind can keep: nesting without end (`JSON_TOO_DEEP`), numbers beyond a double (`JSON_BROKEN`). */
export function checkJson(value: Json, name: string): void {
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) {
      throw new UsageError('JSON_TOO_DEEP', `${name} is nested more than ${MAX_DEPTH} levels deep`);
    }
    if (level.some((item) => item === Infinity || item === -Infinity)) {
      throw new UsageError('JSON_BROKEN', `${name} holds a number that is too large for a double`, {
        detail: 'The largest is about 1.8e308. Write it as a text.',
      });
    }
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
}
