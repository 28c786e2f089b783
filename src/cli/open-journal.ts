import { join } from 'node:path';
import type { ProjectSettings } from '../config/types.ts';
import { serviceNotConfigured, type Journal } from '../ports/index.ts';
import { makeStateFolder } from './state-folder.ts';

/** The journal that the workers of a fleet share. */
export interface FleetOptions {
  /** Milliseconds without a sign of life after which another process may take over the runs of this one. */
  leaseMs?: number;
}

/** The record of runs: of this project folder, whose state folder is made when it is not there, or of a fleet. */
export async function openJournal(settings: ProjectSettings, fleet?: FleetOptions): Promise<Journal> {
  if (fleet !== undefined) {
    const { openRedisJournal } = await import('../adapters/redis-journal/index.ts');
    return openRedisJournal({ url: redisUrl(settings), ...fleet });
  }
  makeStateFolder(settings.stateDir);
  const { openSqliteJournal } = await import('../adapters/sqlite-journal/index.ts');
  return openSqliteJournal({ file: journalFile(settings) });
}

/** The file of the journal of runs of this project folder. */
export function journalFile(settings: ProjectSettings): string {
  return join(settings.stateDir, 'journal.sqlite');
}

/** The address of Redis. Throws `SERVICE_NOT_CONFIGURED`. */
export function redisUrl({ redis }: ProjectSettings): string {
  if (redis.url === undefined) throw serviceNotConfigured('queue');
  return redis.url;
}
