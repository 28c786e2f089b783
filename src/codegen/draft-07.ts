import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** A schema for editors, with its recursive parts apart. */
export interface Draft07 {
  schema: JsonObject;
  /** By names that no other step type uses. */
  definitions: JsonObject;
}

/**
 * A JSON Schema of 2020-12 in the words of draft-07, as a part of a greater one: what it refers to inside of itself becomes
 * definitions of that one.
 *
 * @param name the step type, which the names of the definitions begin with
 */
export function toDraft07({ $defs = {}, ...root }: JsonObject, name: string): Draft07 {
  const parts = isJsonObject($defs) ? $defs : {};
  const whole = `${name}.settings`;
  let refersToWhole = false;

  function rewritten(value: Json): Json {
    if (Array.isArray(value)) return value.map(rewritten);
    if (!isJsonObject(value)) return value;
    const { prefixItems, ...rest } = value;
    const entries = Object.entries(rest).map(([key, inner]): [string, Json] => {
      if (key === '$ref' && typeof inner === 'string') return [key, reference(inner)];
      return [prefixItems !== undefined && key === 'items' ? 'additionalItems' : key, rewritten(inner)];
    });
    const tuple: [string, Json][] = prefixItems === undefined ? [] : [['items', rewritten(prefixItems)]];
    return Object.fromEntries([...entries, ...tuple]);
  }

  function reference(target: string): string {
    const part = /^#\/\$defs\/([^/]+)(.*)$/.exec(target);
    if (part !== null) return `#/definitions/${name}.${part[1]!.replace(/^_+/, '')}${part[2]}`;
    refersToWhole ||= target.startsWith('#');
    return target.replace(/^#/, `#/definitions/${whole}`);
  }

  const schema = rewritten(root) as JsonObject;
  const definitions = Object.fromEntries(
    Object.entries(parts).map(([part, value]) => [`${name}.${part.replace(/^_+/, '')}`, rewritten(value)]),
  );
  return { schema, definitions: refersToWhole ? { ...definitions, [whole]: schema } : definitions };
}
