import { stepTitle } from '../../engine/index.ts';
import type { RecordedCall } from './cassette.ts';

/** A recorded call for a person, as runs count their steps: `step 2 (directus_write)`, `step 3.then.1 (http), try 2`. */
export function titleOf({ path, type, attempt }: Pick<RecordedCall, 'path' | 'type' | 'attempt'>): string {
  return `s${stepTitle(path).slice(1)} (${type})${attempt > 1 ? `, try ${attempt}` : ''}`;
}
