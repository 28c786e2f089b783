import { UsageError } from '../../errors.ts';
import type { Direction, Resolution } from '../../sync/types.ts';

export interface TargetFlags {
  target?: string;
}

/** Flags of `push` and `pull`. */
export interface SyncFlags extends TargetFlags {
  ours?: boolean;
  theirs?: boolean;
  merge?: boolean;
  /** What stands behind `--prune`, if anything does. */
  prune?: true | string;
  moved?: boolean;
  dryRun?: boolean;
}

/** What was asked for, checked. */
export interface SyncRequest {
  direction: Direction;
  /** Slugs and globs; none: all flows. */
  patterns: readonly string[];
  resolution: Resolution | undefined;
  /** Which deletions go over: none, those that a person agrees to, or those of these slugs. */
  prune: 'none' | 'asked' | ReadonlySet<string>;
  isMoved: boolean;
  isDryRun: boolean;
  isInactive: boolean;
  isLinted: boolean;
  isGuarded: boolean;
}

/**
 * Reads the flags of `push` and `pull`; `isPruneValue`: what stands behind `--prune` is its value and not a flow.
 * Throws `OPTIONS_CONFLICT` and `OPTION_INVALID`.
 */
export function readSyncFlags(
  direction: Direction,
  slugs: readonly string[],
  { ours, theirs, merge, prune, moved, dryRun }: SyncFlags,
  isPruneValue: boolean,
): SyncRequest {
  const chosen = Object.entries({ ours, theirs, merge }).flatMap(([name, isSet]) => (isSet ? [`--${name}`] : []));
  if (chosen.length > 1) {
    throw new UsageError('OPTIONS_CONFLICT', `${chosen.join(' and ')} settle conflicts in different ways`, {
      detail: 'Give one of them.',
    });
  }
  const isFlow = typeof prune === 'string' && !isPruneValue;
  return {
    direction,
    patterns: isFlow ? [prune, ...slugs] : slugs,
    resolution: ours ? 'local' : theirs ? 'remote' : merge ? 'merge' : undefined,
    prune: prune === undefined ? 'none' : prune === true || isFlow ? 'asked' : readPrunedSlugs(prune),
    isMoved: moved === true,
    isDryRun: dryRun === true,
    isInactive: false,
    isLinted: false,
    isGuarded: true,
  };
}

function readPrunedSlugs(written: string): ReadonlySet<string> {
  const slugs = written.split(',').map((slug) => slug.trim());
  const wrong = slugs.find((slug) => !/^[a-z0-9][a-z0-9_-]*$/.test(slug));
  if (wrong === undefined) return new Set(slugs);
  throw new UsageError(
    'OPTION_INVALID',
    `--prune=${written}: ${wrong === '' ? 'a slug is missing' : `"${wrong}" is no slug`}`,
    {
      detail: 'Name each flow that is to be deleted: --prune=old-flow,older-flow. Globs are not taken.',
    },
  );
}
