import type { JsonObject } from '../json.ts';
import type { DirectusPort, FlowSource, SourcedFlow } from '../ports/index.ts';
import { toFlowDocument } from './flow-document.ts';
import { isSlug, sortListings, toFlowListing } from './flow-listing.ts';

export interface FlowCollectionOptions {
  /** Default: `action_flows`. */
  collection?: string;
}

/**
 * The flows of a Directus collection, one row each. Columns that hold nothing are left out of the document, columns that an
 * installation does not have likewise. Rejects with what the port rejects with.
 */
export function flowCollection(
  directus: DirectusPort,
  { collection = 'action_flows' }: FlowCollectionOptions = {},
): FlowSource {
  function toSourcedFlow(row: JsonObject): SourcedFlow {
    const document = toFlowDocument(row);
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
