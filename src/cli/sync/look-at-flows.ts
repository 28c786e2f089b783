import type { FlowPlan } from '../../sync/types.ts';
import type { Session } from '../session.ts';
import { createPlanner } from './create-planner.ts';
import { readSides, withSync, type SyncPlaces } from './open-sync.ts';
import type { TargetFlags } from './sync-flags.ts';

export interface Look extends Pick<SyncPlaces, 'target' | 'rows'> {
  /** How each flow stands. What a push would do is of no account. */
  plans: FlowPlan[];
}

/** How the flows stand, for commands that write nothing. */
export async function lookAtFlows(session: Session, slugs: readonly string[], flags: TargetFlags): Promise<Look> {
  return withSync(session, flags, async (places) => {
    const read = await readSides(places, slugs, session.streams.cwd());
    const plan = await createPlanner(read, places.settings, { direction: 'push' });
    return { plans: plan(), target: places.target, rows: places.rows };
  });
}
