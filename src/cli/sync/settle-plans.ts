import type { FlowPlan, Resolution } from '../../sync/types.ts';
import { stopsRun } from '../../sync/index.ts';
import type { Session } from '../session.ts';
import type { Planner } from './create-planner.ts';
import type { SyncRequest } from './sync-flags.ts';

/** What is going to be done, after every question. */
export interface SettledPlans {
  plans: FlowPlan[];
  /** Slugs of conflicts that a person wants to leave as they are. */
  skipped: ReadonlySet<string>;
  /** A person wants nothing to be written. */
  isAborted: boolean;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Plans, and asks about conflicts and deletions where a person can be asked. A dry run asks nothing: it shows deletions as
 * if they had been agreed to. Throws `CONFIRMATION_REQUIRED`.
 */
export async function settlePlans(session: Session, request: SyncRequest, plan: Planner): Promise<SettledPlans> {
  const { prune, resolution, isDryRun, direction } = request;
  const mayBePruned = prune === 'none' ? NONE : prune === 'asked' ? new Set(plan().map(({ slug }) => slug)) : prune;
  const settled = await settleConflicts(session, request, (decisions, slug) =>
    plan({ prune: mayBePruned, ...decisions }, slug),
  );
  if (settled === 'aborted')
    return { plans: plan({ prune: NONE, resolve: () => resolution }), skipped: NONE, isAborted: true };
  const { resolve, skipped } = settled;
  const plans = plan({ resolve, prune: mayBePruned });
  const deletions = plans.filter(isDeletion);
  const isHeldUp = plans.some((each) => stopsRun(each) && !skipped.has(each.slug));
  if (prune !== 'asked' || deletions.length === 0 || isHeldUp || isDryRun) return { plans, skipped, isAborted: false };
  const { askToPrune } = await import('./ask-to-prune.ts');
  const isAgreed = await askToPrune(session, deletions, direction === 'push' ? 'in Directus' : 'here');
  return { plans: isAgreed ? plans : plan({ resolve, prune: NONE }), skipped, isAborted: false };
}

interface SettledConflicts {
  resolve: (slug: string) => Resolution | undefined;
  skipped: ReadonlySet<string>;
}

const RESOLUTIONS = ['local', 'remote', 'merge'] as const;

/** Asks about what the flags leave open. A flow that cannot be used stops the run in any case: then nothing is asked. */
async function settleConflicts(
  session: Session,
  { resolution, isDryRun }: SyncRequest,
  plan: Planner,
): Promise<SettledConflicts | 'aborted'> {
  const answers = new Map<string, Resolution>();
  const skipped = new Set<string>();
  const resolve = (slug: string) => answers.get(slug) ?? resolution;
  const open = session.isInteractive && !isDryRun ? plan({ resolve }).filter(stopsRun) : [];
  if (open.some(({ state }) => state === 'unusable')) return { resolve, skipped };
  for (const [index, conflict] of open.entries()) {
    const { settleConflict } = await import('./settle-conflict.ts');
    const settlements = RESOLUTIONS.flatMap((choice) => {
      const settled = plan({ resolve: () => choice }, conflict.slug).filter((each) => !stopsRun(each));
      return settled.map(({ action }) => ({ resolution: choice, action: action.kind }));
    });
    const answer = await settleConflict(session, conflict, settlements, { index, total: open.length });
    if (answer === 'abort') return 'aborted';
    if (answer === 'skip') skipped.add(conflict.slug);
    else answers.set(conflict.slug, answer);
  }
  return { resolve, skipped };
}

function isDeletion({ action }: FlowPlan): boolean {
  return action.kind === 'delete-row' || action.kind === 'delete-file';
}
