import { isJsonObject, type Json, type JsonObject } from '../../json.ts';

/** Where a value has a list although its schema asks for an object: Valibot lets one pass whose keys are all optional. */
export function misplacedLists(schema: JsonObject, value: unknown): PropertyKey[][] {
  return find(schema, value, schema);
}

function find(part: Json | undefined, value: unknown, root: JsonObject): PropertyKey[][] {
  if (typeof value !== 'object' || value === null || !isJsonObject(part)) return [];
  const schema = typeof part.$ref === 'string' ? resolve(part.$ref, root) : part;
  if (!isJsonObject(schema)) return [];
  if (Array.isArray(value)) {
    if (schema.type === 'object') return [[]];
    const first = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
    return value.flatMap((entry, index) => below(index, find(first[index] ?? schema.items, entry, root)));
  }
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  return Object.entries(value).flatMap(([key, entry]) => {
    const inner = Object.hasOwn(properties, key) ? properties[key] : schema.additionalProperties;
    return below(key, find(inner, entry, root));
  });
}

function below(key: PropertyKey, paths: PropertyKey[][]): PropertyKey[][] {
  return paths.map((path) => [key, ...path]);
}

function resolve(reference: string, root: JsonObject): Json | undefined {
  return reference
    .split('/')
    .slice(1)
    .reduce<Json | undefined>((target, key) => (isJsonObject(target) ? target[key] : undefined), root);
}
