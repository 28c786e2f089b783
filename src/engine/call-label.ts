import { createHash } from 'node:crypto';
import type { Json } from '../json.ts';
import { CALL_MARK } from './call-mark.ts';

/**
 * The name of a call that code made, as a part of a step's path: `directus_write@3f9a1c07`. Made from what is called with
 * what, so that code that runs again in a resumed run finds what it has finished, in whatever order it calls.
 *
 * @param masked what it is called with, secrets replaced: the name is kept on disk
 */
export function callLabel(name: string, masked: Json): string {
  return `${name}${CALL_MARK}${createHash('sha256')
    .update(JSON.stringify(sorted(masked)))
    .digest('hex')
    .slice(0, 8)}`;
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key]!)]),
  );
}
