export { openSyncBases } from './open-sync-bases.ts';
export type { FileSyncBases, SyncBasesOptions } from './open-sync-bases.ts';
