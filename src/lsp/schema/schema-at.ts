import { isJsonObject, type Json, type JsonObject } from '../../json.ts';

/** The part of a JSON Schema that is about the value at a path; `undefined` where the schema says nothing of it. */
export function schemaAt(schema: JsonObject, path: readonly (string | number)[]): JsonObject | undefined {
  let found: JsonObject | undefined = schema;
  for (const key of path) {
    if (found === undefined) return undefined;
    found = childOf(found, key);
  }
  return found;
}

function childOf(schema: JsonObject, key: string | number): JsonObject | undefined {
  const { properties, additionalProperties, items } = schema;
  if (isJsonObject(properties) && Object.hasOwn(properties, key)) return objectOrNothing(properties[key]);
  if (typeof key === 'number' && isJsonObject(items)) return items;
  if (typeof key === 'string' && isJsonObject(additionalProperties)) return additionalProperties;
  for (const branch of branchesOf(schema)) {
    const child = childOf(branch, key);
    if (child !== undefined) return child;
  }
  return undefined;
}

/** The schemas of `anyOf`, `oneOf` and `allOf`. */
export function branchesOf({ anyOf, oneOf, allOf }: JsonObject): JsonObject[] {
  return [anyOf, oneOf, allOf].flatMap((list) => (Array.isArray(list) ? list.filter(isJsonObject) : []));
}

/** The properties that an object of this schema can have, those of its branches included. */
export function propertiesOf(schema: JsonObject): Map<string, { schema: JsonObject; isRequired: boolean }> {
  const found = new Map<string, { schema: JsonObject; isRequired: boolean }>();
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
  const { properties } = schema;
  if (isJsonObject(properties)) {
    for (const [name, property] of Object.entries(properties))
      found.set(name, { schema: objectOrNothing(property) ?? {}, isRequired: required.has(name) });
  }
  for (const branch of branchesOf(schema)) {
    for (const [name, property] of propertiesOf(branch)) {
      if (!found.has(name)) found.set(name, { ...property, isRequired: false });
    }
  }
  return found;
}

/** The values that the schema lists, those of its branches included. */
export function choicesOf(schema: JsonObject): Json[] {
  const { enum: values, const: only, type } = schema;
  if (only !== undefined) return [only];
  if (Array.isArray(values)) return values;
  const own = type === 'boolean' ? [true, false] : [];
  return [...own, ...branchesOf(schema).flatMap(choicesOf)];
}

function objectOrNothing(value: Json | undefined): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined;
}
