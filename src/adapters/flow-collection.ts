import type { Json, JsonObject } from '../json.ts';
import type { DirectusPort, FlowSource, SourcedFlow } from '../ports/index.ts';
import { isSlug, sortListings, toFlowListing } from './flow-listing.ts';

export interface FlowCollectionOptions {
  /** Default: `action_flows`. */
  collection?: string;
}

/** The keys of a document, in its order, that a column may hold. Key, dates and a project's own columns are not part of it. */
const DOCUMENT_KEYS = ['slug', 'name', 'description', 'active', 'confirm', 'input', 'steps', 'finally'].concat([
  'output',
  'output_schema',
  'timeout_ms',
]);

/** Columns whose text is JSON: an installation may have declared them as text. */
const JSON_KEYS = new Set(['input', 'steps', 'finally', 'output', 'output_schema']);

/**
 * The flows of a Directus collection, one row each. Columns that hold nothing are left out of the document, columns that an
 * installation does not have likewise. Rejects with what the port rejects with.
 */
export function flowCollection(
  directus: DirectusPort,
  { collection = 'action_flows' }: FlowCollectionOptions = {},
): FlowSource {
  function toSourcedFlow(row: JsonObject): SourcedFlow {
    const document = toDocument(row);
    const slug = typeof document['slug'] === 'string' ? document['slug'] : '';
    return { text: JSON.stringify(document, null, 2), origin: `directus:${collection}/${slug}` };
  }
  return {
    kind: 'directus',
    async find(slug, call) {
      call?.signal?.throwIfAborted();
      if (!isSlug(slug)) return undefined;
      const [row] = await directus.readItems(collection, { filter: { slug: { _eq: slug } }, limit: 1 }, call);
      return row && toSourcedFlow(row);
    },
    async list(call) {
      const rows = await directus.readItems(collection, { limit: -1 }, call);
      return sortListings(rows.map((row) => toFlowListing(toSourcedFlow(row))));
    },
  };
}

function toDocument(row: JsonObject): JsonObject {
  const document: JsonObject = {};
  for (const key of DOCUMENT_KEYS) {
    const value = row[key];
    if (value !== undefined && value !== null) document[key] = JSON_KEYS.has(key) ? parseColumn(value) : value;
  }
  return document;
}

/** An `output` may be one reference, `"$post.id"`: text that is not JSON is the value itself. */
function parseColumn(value: Json): Json {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}
