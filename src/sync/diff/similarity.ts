import { isJsonObject, type Json } from '../../json.ts';
import { isSameValue } from '../same-value.ts';

/** What stands deeper counts as one value: a setting that holds much is not more than another. */
const MAX_DEPTH = 3;

/** How much of two steps is the same: the share of their settings that have the same place and value, from 0 to 1. */
export function similarity(before: Json, after: Json): number {
  const [left, right] = [settingsOf(before), settingsOf(after)];
  const most = Math.max(left.size, right.size);
  if (most === 0) return 0;
  const same = left.entries().filter(([place, value]) => isSameValue(value, right.get(place)));
  return same.toArray().length / most;
}

/** By place. Neither the type of a step, which many have, nor its name, which would have told. */
function settingsOf(step: Json): Map<string, Json> {
  const settings = new Map<string, Json>();
  const collect = (value: Json, place: readonly string[]): void => {
    if (!isJsonObject(value) || place.length >= MAX_DEPTH) settings.set(place.join('\0'), value);
    else for (const key of Object.keys(value)) collect(value[key]!, [...place, key]);
  };
  collect(step, []);
  for (const key of ['type', 'result_key', 'name']) settings.delete(key);
  return settings;
}
