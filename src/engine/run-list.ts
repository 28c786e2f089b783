import { GenieError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { StepsOutcome } from '../step.ts';
import type { StepPath } from './events.ts';
import type { Execution } from './execution.ts';
import type { PreparedStep } from './prepare-steps.ts';
import type { RunScope } from './run-scope.ts';
import { runStep } from './run-step.ts';

/** Runs steps one after the other; the first failure rejects and the rest does not run. */
export async function runList(
  execution: Execution,
  path: StepPath,
  steps: readonly PreparedStep[],
  scope: RunScope,
  signal: AbortSignal,
  onResult?: (index: number, result: Json) => void,
): Promise<StepsOutcome> {
  let last: Json = null;
  for (const [index, prepared] of steps.entries()) {
    countStep(execution);
    const outcome = await runStep(execution, prepared, [...path, index], scope, signal);
    const { key } = prepared.step;
    if (key !== undefined) scope.note(key, outcome);
    if (outcome.isFinished) last = outcome.result;
    onResult?.(index, outcome.result);
  }
  return { results: scope.results, outcomes: scope.outcomes, last };
}

/** Throws `STEP_LIMIT` at the step that is one too many. */
export function countStep(execution: Execution): void {
  execution.executedSteps++;
  if (execution.executedSteps > execution.maxSteps) {
    throw new GenieError('STEP_LIMIT', `more than ${execution.maxSteps} steps were executed in one run`, {
      isRetryable: false,
      detail: 'Raise "limits.maxSteps" in the configuration, or handle fewer items in one run.',
    });
  }
}
