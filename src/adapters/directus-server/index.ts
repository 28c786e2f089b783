export type { DirectusCredentials } from './credentials.ts';
export { openDirectusServer } from './open-directus-server.ts';
export type { DirectusServer, DirectusServerOptions } from './open-directus-server.ts';
export type { DirectusSchema } from './schema.ts';
