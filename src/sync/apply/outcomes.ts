import { stopsRun } from '../plan-flow.ts';
import type { FlowOutcome, FlowPlan } from '../types.ts';
import type { Attempt } from './attempt.ts';

/** `attempt` is what is known in the end; without one nothing was to be done. */
export function outcomeOf(plan: FlowPlan, attempt: Attempt | undefined): FlowOutcome {
  if (attempt === undefined) return outcome(plan, 'nothing', plan.problem);
  if (attempt.end === 'written') return outcome(plan, 'done');
  return outcome(plan, attempt.end === 'unknown' ? 'failed' : attempt.end, attempt.message);
}

/** What becomes of a flow when the run is stopped, by this one or by another. */
export function refuse(plan: FlowPlan): FlowOutcome {
  if (stopsRun(plan)) return outcome(plan, 'refused', plan.problem);
  if (plan.action.kind === 'none') return outcome(plan, 'nothing', plan.problem);
  return outcome(plan, 'refused', 'nothing is written while another flow is in conflict or cannot be used');
}

function outcome({ slug, state, action }: FlowPlan, result: FlowOutcome['result'], message?: string): FlowOutcome {
  return { slug, state, result, action: action.kind, ...(message === undefined ? {} : { message }) };
}
