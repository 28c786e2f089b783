export type { DirectusCredentials } from './credentials.ts';
export { collectionsOf } from './open-api.ts';
export { openDirectusServer } from './open-directus-server.ts';
export type { DirectusServer, DirectusServerOptions } from './open-directus-server.ts';
export type { DirectusSchema } from './schema.ts';
