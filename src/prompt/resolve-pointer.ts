import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** The part of a schema that `#/$defs/name` points at; `undefined` when it is not there or is in another document. */
export function resolvePointer(pointer: string, root: JsonObject): Json | undefined {
  if (!/^#(\/|$)/.test(pointer)) return undefined;
  let target: Json | undefined = root;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const isThere: boolean = typeof target === 'object' && target !== null && Object.hasOwn(target, name);
    if (!isThere) return undefined;
    target = Array.isArray(target) ? target[Number(name)] : isJsonObject(target) ? target[name] : undefined;
  }
  return target;
}
