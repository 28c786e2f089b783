import { audienceCollections } from './audience-collections.ts';
import { creatorCollections } from './creator-collections.ts';
import type { DirectusSnapshot } from './directus-snapshot.ts';
import { flowCollections } from './flow-collections.ts';
import { mediaCollections } from './media-collections.ts';

/** The same, in the order in which they are declaredCollections. */
export const declaredCollections = [
  ...flowCollections,
  ...creatorCollections,
  ...mediaCollections,
  ...audienceCollections,
];

/**
 * The collections that the shipped flows work with, declared once: the embedded store makes its tables from this, and a
 * real Directus takes it as it is (`POST /schema/diff`, `/schema/apply`).
 */
export const directusSnapshot: DirectusSnapshot = {
  version: 1,
  directus: '12.4.0',
  vendor: 'sqlite',
  collections: declaredCollections.map(({ collection }) => collection),
  fields: declaredCollections.flatMap(({ fields }) => fields),
  systemFields: [],
  relations: declaredCollections.flatMap(({ relations }) => relations),
};
