import { isJsonObject, type Json } from '../../json.ts';

/** Where two values differ first, or `undefined` when they are alike. The order of keys makes no difference. */
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
  return before === after ? undefined : [];
}

function differingEntry(before: Json | undefined, after: Json | undefined): Array<string | number> | undefined {
  if (before === undefined || after === undefined) return before === after ? undefined : [];
  return differingPath(before, after);
}

function own(object: Readonly<Record<string, Json>>, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
