export type { DirectusCredentials } from './credentials.ts';
export { isItemId, itemNotFound } from './identifiers.ts';
export type { KnownField } from './known-schema.ts';
export { collectionsOf } from './open-api.ts';
export { openDirectusServer } from './open-directus-server.ts';
export type { DirectusServer, DirectusServerOptions } from './open-directus-server.ts';
export type { DirectusRows } from './rows.ts';
export type { DirectusSchema } from './schema.ts';
