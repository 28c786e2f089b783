export { openEmbeddedDirectus } from './open-embedded-directus.ts';
export type { EmbeddedDirectusOptions } from './open-embedded-directus.ts';
export { LOCAL_USER_ID } from './local-user.ts';
export { SAMPLE_IDS } from './sample-rows.ts';
export type { DirectusSnapshot } from './snapshot/directus-snapshot.ts';
export { directusSnapshot } from './snapshot/snapshot.ts';
