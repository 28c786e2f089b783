import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import { performSync } from '../sync/perform-sync.ts';
import { readSyncFlags, type SyncFlags } from '../sync/sync-flags.ts';

export interface PushFlags extends SyncFlags {
  inactive?: boolean;
  /** `false` after `--no-lint`. */
  lint: boolean;
  unguarded?: boolean;
}

/** `push [SLUG…]`. */
export async function push(
  session: Session,
  slugs: readonly string[],
  flags: PushFlags,
  isPruneValue: boolean,
): Promise<Outcome> {
  const request = readSyncFlags('push', slugs, flags, isPruneValue);
  return performSync(
    session,
    {
      ...request,
      isInactive: flags.inactive === true,
      isLinted: flags.lint,
      isGuarded: flags.unguarded !== true,
    },
    flags.target,
  );
}
