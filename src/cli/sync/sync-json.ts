import type { FlowOutcome, FlowPlan } from '../../sync/types.ts';
import type { Target } from './choose-target.ts';

/** The version of the object of `--json`. */
const VERSION = 1;

export interface SyncJsonOptions {
  command: 'push' | 'pull' | 'status' | 'diff' | 'rollback';
  target: Target;
  address: string;
  isDryRun?: boolean;
}

/** What became of a flow; of a plan that is only shown, `planned` where something would be done. */
export type ShownResult = FlowOutcome['result'] | 'planned';

export interface ShownFlow {
  plan: FlowPlan;
  result: ShownResult;
  /** Why it was not done. */
  message?: string | undefined;
}

/** The one object of `--json` of the commands between the project and a Directus. */
export function syncJson(
  { command, target, address, isDryRun }: SyncJsonOptions,
  flows: readonly ShownFlow[],
  more: Readonly<Record<string, unknown>> = {},
): object {
  const summary = {
    total: flows.length,
    states: count(flows.map(({ plan }) => plan.state)),
    results: count(flows.map(({ result }) => result)),
  };
  return {
    version: VERSION,
    command,
    target: target.name,
    address,
    ...(isDryRun === undefined ? {} : { isDryRun }),
    flows: flows.map(({ plan, result, message }) => {
      const problem = message ?? plan.problem;
      return {
        slug: plan.slug,
        state: plan.state,
        action: plan.action.kind,
        result,
        changes: plan.changes,
        ...(problem === undefined ? {} : { problem }),
      };
    }),
    summary,
    ...more,
  };
}

function count(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words.toSorted()) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
