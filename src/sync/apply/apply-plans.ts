import { stopsRun } from '../plan-flow.ts';
import type { FlowOutcome, FlowPlan } from '../types.ts';
import type { ApplyOptions } from './apply-options.ts';
import { inTurn } from './in-turn.ts';
import { outcomeOf, refuse } from './outcomes.ts';
import { settleRows } from './settle-rows.ts';
import { writeAll } from './write-all.ts';
import { writeBase } from './write-base.ts';

/** Bases are written without waiting for a server; those at once share the wait for the disk. */
const BASES_AT_ONCE = 64;

/**
 * Carries plans out, and tells what became of each, in their order. Nothing at all is written when one of them stops the run.
 *
 * New rows are created in one request, all or none; everything else goes flow by flow, and what fails, or changed since the
 * plan, holds up nothing else. Then the rows are read back in one request, and the bases are written last: a process that
 * ends anywhere between leaves flows that the next push or pull finds alike or reports as conflicts, and none that it takes
 * for changed by somebody. Does not reject for what a port does.
 */
export async function applyPlans(options: ApplyOptions): Promise<FlowOutcome[]> {
  const { plans, bases } = options;
  if (plans.some(stopsRun)) return plans.map(refuse);
  const work = plans.filter(({ action }) => action.kind !== 'none');
  const written = await writeAll(work, options);
  const attempts = await settleRows(work, written, options);
  const isWritten = ({ slug }: FlowPlan) => attempts.get(slug)?.end === 'written';
  await inTurn(work.filter(isWritten), BASES_AT_ONCE, async (plan) => {
    attempts.set(plan.slug, await writeBase(plan, bases));
  });
  return plans.map((plan) => outcomeOf(plan, attempts.get(plan.slug)));
}
