import { toGenieError } from '../errors.ts';
import { evaluateExpression } from '../expression/index.ts';
import { isTruthy } from '../json.ts';
import { endsRun } from '../step.ts';
import type { StepPath } from './events.ts';
import { summarizeError } from './emitter.ts';
import type { Execution } from './execution.ts';
import { FlowEnd, StepFailure } from './failures.ts';
import { handleFailure } from './handle-failure.ts';
import type { PreparedStep } from './prepare-steps.ts';
import type { StepFacts } from './recorder.ts';
import { reuseEarlier } from './reuse-earlier.ts';
import type { RunScope, StepOutcome } from './run-scope.ts';
import { tryUntilDone } from './try-until-done.ts';

const NOTHING: StepOutcome = { result: null, isFinished: false };

/** One step with everything around it: `when`, the journal of an earlier run, tries, `on_error`. */
export async function runStep(
  execution: Execution,
  prepared: PreparedStep,
  path: StepPath,
  scope: RunScope,
  signal: AbortSignal,
): Promise<StepOutcome> {
  signal.throwIfAborted();
  const { step } = prepared;
  const facts: StepFacts = {
    path,
    type: step.type,
    key: step.key,
    effect: 'none',
    attempt: 1,
    startedAt: execution.clock.now(),
    isInDoubt: false,
  };
  /** A failure is one that is passed over, now or by an earlier try of the run. */
  let outcome: StepOutcome | StepFailure;
  try {
    const isSkipped = prepared.when !== undefined && !isTruthy(evaluateExpression(prepared.when, scope));
    outcome = isSkipped
      ? await skip(execution, facts)
      : ((await reuseEarlier(execution, prepared, facts, scope, signal)) ??
        (await runTries(execution, prepared, facts, scope, signal)));
  } catch (thrown) {
    const error =
      thrown instanceof StepFailure || thrown instanceof FlowEnd
        ? thrown
        : new StepFailure(path, step.type, toGenieError(thrown));
    const isPassedOver =
      error instanceof StepFailure && step.onError !== 'fail' && !signal.aborted && !endsRun(error.reason);
    await reportFailure(execution, facts, error, isPassedOver);
    if (!isPassedOver) throw error;
    outcome = error;
  }
  if (!(outcome instanceof StepFailure)) return outcome;
  await handleFailure(execution, prepared, path, scope, signal, outcome);
  return NOTHING;
}

async function runTries(
  execution: Execution,
  prepared: PreparedStep,
  facts: StepFacts,
  scope: RunScope,
  signal: AbortSignal,
): Promise<StepOutcome> {
  const outcome = await tryUntilDone(execution, prepared, facts, scope, signal);
  // Until that is on disk, a resumed run cannot know that the write has happened.
  facts.isInDoubt = facts.effect === 'write';
  await execution.recorder.record('done', facts, outcome);
  execution.emit({
    event: 'step-end',
    path: facts.path,
    status: 'done',
    durationMs: execution.clock.now() - facts.startedAt,
    result: outcome.result,
  });
  return { result: outcome.result, isFinished: true };
}

async function skip(execution: Execution, facts: StepFacts): Promise<StepOutcome> {
  await execution.recorder.record('skipped', facts);
  execution.emit({
    event: 'step-skip',
    path: facts.path,
    type: facts.type,
    ...(facts.key === undefined ? {} : { key: facts.key }),
  });
  return NOTHING;
}

async function reportFailure(
  execution: Execution,
  facts: StepFacts,
  error: StepFailure | FlowEnd,
  isPassedOver: boolean,
): Promise<void> {
  const durationMs = execution.clock.now() - facts.startedAt;
  if (error instanceof FlowEnd && error.isEndedBy(facts.path)) {
    execution.emit({ event: 'step-end', path: facts.path, status: 'done', durationMs });
    return;
  }
  const reason = error instanceof StepFailure && error.path === facts.path ? error.reason : error;
  await execution.recorder.record(isPassedOver ? 'continued' : facts.isInDoubt ? 'unknown' : 'failed', facts, {
    error: reason,
  });
  execution.emit({
    event: 'step-end',
    path: facts.path,
    status: isPassedOver ? 'continued' : 'failed',
    durationMs,
    error: summarizeError(reason),
  });
}
