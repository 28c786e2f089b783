import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import { performSync } from '../sync/perform-sync.ts';
import { readSyncFlags, type SyncFlags } from '../sync/sync-flags.ts';

/** `pull [SLUG…]`. */
export async function pull(
  session: Session,
  slugs: readonly string[],
  flags: SyncFlags,
  isPruneValue: boolean,
): Promise<Outcome> {
  return performSync(session, readSyncFlags('pull', slugs, flags, isPruneValue), flags.target);
}
