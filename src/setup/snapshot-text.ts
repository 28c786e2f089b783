import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** What an account that is no administrator may see of a collection. */
export type SeenCollections = ReadonlyMap<string, ReadonlyMap<string, { type: string; relatedTo?: string }>>;

/**
 * A snapshot of Directus as a file: the same text for the same schema, whatever the order in which Directus lists it, so that
 * git shows what has changed and nothing else.
 */
export function snapshotText(snapshot: JsonObject): string {
  const sorted: JsonObject = { ...snapshot };
  for (const key of ['collections', 'fields', 'systemFields', 'relations']) {
    const list = snapshot[key];
    if (Array.isArray(list)) sorted[key] = list.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
  }
  return `${JSON.stringify(withSortedKeys(sorted), null, 2)}\n`;
}

/** The same from what the OpenAPI document tells: which fields are required, it does not, so that none is. */
export function snapshotOfOpenApi(collections: SeenCollections, version: string | undefined): JsonObject {
  const own = [...collections].filter(([collection]) => !collection.startsWith('directus_'));
  const fields = own.flatMap(([collection, known]) =>
    [...known].map(([field, { type }]): JsonObject => ({
      collection,
      field,
      type,
      meta: { required: false },
      schema: null,
    })),
  );
  const relations = own.flatMap(([collection, known]) =>
    [...known].flatMap(([field, { relatedTo }]): JsonObject[] =>
      relatedTo === undefined ? [] : [{ collection, field, related_collection: relatedTo }],
    ),
  );
  return {
    version: 1,
    source: 'openapi',
    ...(version === undefined ? {} : { directus: version }),
    collections: own.map(([collection]) => ({ collection })),
    fields,
    systemFields: [],
    relations,
  };
}

function placeOf(entry: Json): string {
  const { collection = '', field = '' } = isJsonObject(entry) ? entry : {};
  return `${JSON.stringify(collection)}.${JSON.stringify(field)}`;
}

/** What the snapshot starts with is what a reader looks for first. */
const FIRST_KEYS = ['version', 'source', 'directus', 'vendor', 'collection', 'field', 'type'];

function withSortedKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (!isJsonObject(value)) return value;
  const rank = (key: string) => (FIRST_KEYS.includes(key) ? FIRST_KEYS.indexOf(key) : FIRST_KEYS.length);
  const keys = Object.keys(value).toSorted((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
  return Object.fromEntries(keys.map((key) => [key, withSortedKeys(value[key]!)]));
}
