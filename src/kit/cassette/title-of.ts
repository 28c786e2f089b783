import type { RecordedCall } from './cassette.ts';

/** A recorded call for a person: `step 2 (directus_write)`, `step 3 › then › 1 (http), try 2`. */
export function titleOf({ path, type, attempt }: Pick<RecordedCall, 'path' | 'type' | 'attempt'>): string {
  return `step ${path.join(' › ')} (${type})${attempt > 1 ? `, try ${attempt}` : ''}`;
}
