import { isJsonObject, type Json } from '../../json.ts';
import { MASK } from '../../secrets/index.ts';

/**
 * Where two values differ first, or `undefined` when they are alike. The order of keys makes no difference, and what was masked
 * may have been anything.
 */
export function differingPath(before: Json, after: Json): Array<string | number> | undefined {
  if (Array.isArray(before) && Array.isArray(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index++) {
      const inner = differingEntry(before[index], after[index]);
      if (inner !== undefined) return [index, ...inner];
    }
    return undefined;
  }
  if (isJsonObject(before) && isJsonObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const inner = differingEntry(own(before, key), own(after, key));
      if (inner !== undefined) return [key, ...inner];
    }
    return undefined;
  }
  if (before === after || before === MASK || after === MASK) return undefined;
  return typeof before === 'string' && typeof after === 'string' && fitsMask(before, after) ? undefined : [];
}

/** Whether two texts, of which one at least has a mask in it, may be the same without. */
function fitsMask(before: string, after: string): boolean {
  if (!before.includes(MASK) && !after.includes(MASK)) return false;
  const [start, otherStart] = [before, after].map((text) => text.split(MASK)[0]!);
  const [end, otherEnd] = [before, after].map((text) => text.split(MASK).at(-1)!);
  const isStart = start!.startsWith(otherStart!) || otherStart!.startsWith(start!);
  return isStart && (end!.endsWith(otherEnd!) || otherEnd!.endsWith(end!));
}

function differingEntry(before: Json | undefined, after: Json | undefined): Array<string | number> | undefined {
  if (before === undefined || after === undefined) return before === after ? undefined : [];
  return differingPath(before, after);
}

function own(object: Readonly<Record<string, Json>>, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
