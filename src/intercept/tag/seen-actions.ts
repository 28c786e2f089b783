import { isEqualJson } from '../params/equal-json.ts';
import type { JsonObject } from '../params/json-value.ts';

/** An action that was handed over. */
interface SeenAction {
  readonly slug: string;
  readonly params: JsonObject;
  /** Another one with the same fingerprint. */
  readonly other: SeenAction | undefined;
}

/** The actions of a response that were handed over, by the fingerprint of their parameters. */
export type SeenActions = Map<number, SeenAction>;

/** `key` is the fingerprint of `params`. */
export function hasSeen(seen: SeenActions, key: number, slug: string, params: JsonObject): boolean {
  for (let action = seen.get(key); action !== undefined; action = action.other) {
    if (action.slug === slug && isEqualJson(action.params, params)) return true;
  }
  return false;
}

export function remember(seen: SeenActions, key: number, slug: string, params: JsonObject): void {
  seen.set(key, { slug, params, other: seen.get(key) });
}
