import { canonicalJson } from '../params/canonical-json.ts';
import { isEqualJson } from '../params/equal-json.ts';
import type { JsonObject } from '../params/json-value.ts';

/** Comparing with a few is faster than writing canonical JSON; with many it is not. */
const MOST_COMPARED = 16;

/** The actions of a response that were handed over. */
export interface SeenActions {
  readonly slugs: string[];
  readonly params: JsonObject[];
  /** Canonical text of every action, once there are many. */
  keys: Set<string> | undefined;
}

export function createSeenActions(): SeenActions {
  return { slugs: [], params: [], keys: undefined };
}

export function hasSeen(seen: SeenActions, slug: string, params: JsonObject): boolean {
  if (seen.keys !== undefined) return seen.keys.has(keyOf(slug, params));
  return seen.params.some((other, index) => seen.slugs[index] === slug && isEqualJson(other, params));
}

export function remember(seen: SeenActions, slug: string, params: JsonObject): void {
  if (seen.keys !== undefined) {
    seen.keys.add(keyOf(slug, params));
    return;
  }
  seen.slugs.push(slug);
  seen.params.push(params);
  if (seen.params.length > MOST_COMPARED) {
    seen.keys = new Set(seen.params.map((other, index) => keyOf(seen.slugs[index] ?? '', other)));
  }
}

/** Forgets all but the last, for `dedupe: 'consecutive'`. */
export function forgetAll(seen: SeenActions): void {
  seen.slugs.length = 0;
  seen.params.length = 0;
}

function keyOf(slug: string, params: JsonObject): string {
  return `${slug}:${canonicalJson(params)}`;
}
