import { systemCollection } from '../embedded-directus/refusals.ts';
import { isCollectionName } from './identifiers.ts';
import { collectionNotFound } from './refusals.ts';

/** What requests are about: a collection, and where its items are. */
export interface Resource {
  collection: string;
  path: string;
}

/** Directus's own collections that the port has methods for. */
export const USERS: Resource = { collection: 'directus_users', path: '/users' };
export const FILES: Resource = { collection: 'directus_files', path: '/files' };
export const FLOWS: Resource = { collection: 'directus_flows', path: '/flows' };
export const REVISIONS: Resource = { collection: 'directus_revisions', path: '/revisions' };

/**
 * The items of a collection. Throws `COLLECTION_NOT_FOUND` for what no collection can be called, and `FORBIDDEN` for Directus's
 * own collections, which are reached through routes of theirs.
 */
export function itemsOf(collection: unknown): Resource {
  if (!isCollectionName(collection)) throw collectionNotFound(collection, []);
  // Databases do not tell upper from lower case in names.
  if (/^directus_/i.test(collection)) throw systemCollection(collection);
  return { collection, path: `/items/${collection}` };
}
