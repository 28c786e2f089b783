import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { Call } from '../../ports/index.ts';
import type { Gateway } from './gateway.ts';
import type { KnownField } from './known-schema.ts';

/** The collections in Directus's OpenAPI document, which holds what the account may see: also one that is no administrator. */
export async function readOpenApi(
  gateway: Gateway,
  call: Call | undefined,
): Promise<Map<string, Map<string, KnownField>>> {
  const document = (await gateway.send({ path: '/server/specs/oas', method: 'GET' }, 'object', call)) as JsonObject;
  return collectionsOf(document);
}

/** The same from a document that is there already. */
export function collectionsOf({ components }: JsonObject): Map<string, Map<string, KnownField>> {
  const schemas = isJsonObject(components) && isJsonObject(components['schemas']) ? components['schemas'] : {};
  const nameOf = (schema: Json | undefined) => (isJsonObject(schema) ? schema['x-collection'] : undefined);
  const collections = new Map<string, Map<string, KnownField>>();
  for (const schema of Object.values(schemas)) {
    const name = nameOf(schema);
    if (typeof name !== 'string' || !isJsonObject(schema) || !isJsonObject(schema['properties'])) continue;
    const fields = Object.entries(schema['properties']).map(([field, property]): [string, KnownField] => {
      const relatedTo = nameOf(schemas[referenced(property) ?? '']);
      return [
        field,
        {
          name: field,
          type: typeOf(property),
          special: [],
          // The document does not say which field is the key; Directus calls it so unless told otherwise.
          isPrimaryKey: field === 'id',
          ...(typeof relatedTo === 'string' ? { relatedTo } : {}),
        },
      ];
    });
    collections.set(name, new Map(fields));
  }
  return collections;
}

/** The schema that a relation names, in one of the forms that its value can have. */
function referenced(property: Json | undefined): string | undefined {
  const text = /"#\/components\/schemas\/([^"]+)"/.exec(JSON.stringify(property) ?? '');
  return text?.[1];
}

/** Directus's type as far as the OpenAPI document tells it. */
function typeOf(property: Json | undefined): string {
  if (!isJsonObject(property)) return 'unknown';
  const { type, format, oneOf, items } = property;
  if (Array.isArray(oneOf)) return typeOf(oneOf.find((each) => isJsonObject(each) && !('$ref' in each)));
  if (type === 'string') return typeof format === 'string' && format !== '' ? (FORMATS[format] ?? 'string') : 'string';
  if (type === 'number') return 'float';
  if (type === 'array') return items === undefined ? 'csv' : 'alias';
  // A JSON column has no type there.
  return typeof type === 'string' ? type : 'json';
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: 'uuid',
  timestamp: 'timestamp',
  'date-time': 'dateTime',
  date: 'date',
  time: 'time',
  text: 'text',
};
