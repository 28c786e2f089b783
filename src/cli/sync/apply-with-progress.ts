import { applyPlans } from '../../sync/apply/apply-plans.ts';
import type { FlowPlan } from '../../sync/types.ts';
import { listenForSignals } from '../interruption.ts';
import type { Session } from '../session.ts';
import type { SyncPlaces } from './open-sync.ts';
import { withOwnVariables } from './own-variables.ts';
import type { ShownFlow } from './sync-json.ts';
import { showProgress } from './sync-progress.ts';

export interface Applied {
  flows: ShownFlow[];
  /** The exit status of the signal that came; `undefined` when none did. */
  interrupted: number | undefined;
}

/** Carries plans out, shows how far it is, and stops between two writes at Ctrl-C. */
export async function applyWithProgress(
  session: Session,
  plans: readonly FlowPlan[],
  { rows, files, bases, target }: SyncPlaces,
  isUnguarded: boolean,
): Promise<Applied> {
  const progress = showProgress(session);
  const interruption = listenForSignals(session.streams, () => {
    session.note('Stopping: what was begun is finished first. Press Ctrl-C again to end at once.');
  });
  try {
    const { signal } = interruption;
    const outcomes = await applyPlans({
      plans,
      rows,
      files,
      bases,
      signal,
      isUnguarded,
      onProgress: (done, total) => progress.show(done, total),
    });
    const bySlug = new Map(outcomes.map((outcome) => [outcome.slug, outcome]));
    const flows = plans.map((plan): ShownFlow => {
      const { result, message } = bySlug.get(plan.slug)!;
      return { plan, result, ...(message === undefined ? {} : { message: withOwnVariables(message, target) }) };
    });
    return { flows, interrupted: interruption.status };
  } finally {
    progress.end();
    interruption.close();
  }
}
