import { isJsonObject, type Json } from '../../../json.ts';

/** Whether the types know a path into a value of that JSON Schema: what is open is known, what is not named is not. */
export function isKnownPath(schema: unknown, path: readonly (string | number)[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined || !isJsonObject(schema) || isOpen(schema)) return true;
  const branches = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(branches) && schema.properties === undefined) {
    return branches.some((branch) => isKnownPath(branch, path));
  }
  if (typeof name === 'number') return isListOf(schema) && name < 10 && isKnownPath(schema.items, rest);
  const { properties } = schema;
  return isJsonObject(properties) && Object.hasOwn(properties, name) && isKnownPath(properties[name], rest);
}

function isListOf(schema: Record<string, Json>): boolean {
  return schema.items !== undefined || [schema.type].flat().includes('array');
}

/** Nothing is said that a path could miss. */
function isOpen({
  type,
  properties,
  items,
  anyOf,
  oneOf,
  const: constant,
  enum: values,
}: Record<string, Json>): boolean {
  if (constant !== undefined || values !== undefined) return false;
  if (properties !== undefined || items !== undefined || anyOf !== undefined || oneOf !== undefined) return false;
  return type === undefined || [type].flat().includes('object');
}
