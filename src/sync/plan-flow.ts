import { chooseAction } from './choose-action.ts';
import { compareSides } from './compare-sides.ts';
import { findDepthProblem, findProblem } from './find-problem.ts';
import { listChanges } from './list-changes.ts';
import type { FlowPlan, PlanOptions, Sides } from './types.ts';

/** What a push or a pull does with one flow. Every combination of sides has a row in the table of docs/sync.md. */
export function planFlow(sides: Sides, options: PlanOptions): FlowPlan {
  const { slug } = sides;
  const state = compareSides(sides);
  if (state === 'unusable') return unusablePlan(sides, findProblem(sides) ?? findDepthProblem(sides) ?? '');
  const choice = chooseAction(state, sides, options);
  return { slug, state, ...choice, changes: listChanges(state, sides, options.nestedSettings), sides };
}

/** The plan of a flow that nothing can be done with. */
export function unusablePlan(sides: Sides, problem: string): FlowPlan {
  const { slug, base } = sides;
  return { slug, state: 'unusable', action: { kind: 'none' }, nextBase: base, problem, changes: [], sides };
}

/** Whether a plan keeps the whole run from writing anything: a conflict that is not settled, or a side that cannot be used. */
export function stopsRun({ state, action }: FlowPlan): boolean {
  return state === 'unusable' || (state === 'conflict' && action.kind === 'none');
}
