import { GenieError, toGenieError } from '../errors.ts';
import { evaluateExpression } from '../expression/index.ts';
import { isTruthy, type Json } from '../json.ts';
import type { StepPath } from './events.ts';
import { summarizeError } from './emitter.ts';
import type { Execution } from './execution.ts';
import { FlowEnd, StepFailure } from './failures.ts';
import { handleFailure } from './handle-failure.ts';
import type { PreparedStep } from './prepare-steps.ts';
import type { StepFacts } from './recorder.ts';
import { retryDelayMs } from './retry-delay.ts';
import type { RunScope } from './run-scope.ts';
import { reuseEarlier } from './reuse-earlier.ts';
import { tryStep, type TryOutcome } from './try-step.ts';

export interface StepOutcome {
  result: Json;
  /** `false` for a step that was skipped or whose failure was passed over: it has no place among the results. */
  isFinished: boolean;
}

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
  };
  try {
    if (prepared.when !== undefined && !isTruthy(evaluateExpression(prepared.when, scope)))
      return await skip(execution, facts);
    const earlier = await reuseEarlier(execution, prepared, facts);
    if (earlier !== undefined) return earlier;
    return await runTries(execution, prepared, facts, scope, signal);
  } catch (thrown) {
    const error =
      thrown instanceof StepFailure || thrown instanceof FlowEnd
        ? thrown
        : new StepFailure(path, step.type, toGenieError(thrown));
    await reportFailure(execution, prepared, facts, error);
    if (error instanceof FlowEnd || signal.aborted) throw error;
    await handleFailure(execution, prepared, path, scope, signal, error);
    return NOTHING;
  }
}

async function runTries(
  execution: Execution,
  prepared: PreparedStep,
  facts: StepFacts,
  scope: RunScope,
  signal: AbortSignal,
): Promise<StepOutcome> {
  const outcome = await tryUntilDone(execution, prepared, facts, scope, signal);
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

async function tryUntilDone(
  execution: Execution,
  prepared: PreparedStep,
  facts: StepFacts,
  scope: RunScope,
  signal: AbortSignal,
): Promise<TryOutcome> {
  for (;;) {
    try {
      return await oneTry(execution, prepared, facts, scope, signal);
    } catch (thrown) {
      const error = toGenieError(thrown);
      if (!isWorthAnotherTry(prepared, facts, error, scope, signal)) throw error;
      await waitForNextTry(execution, prepared, facts, error, signal);
      facts.attempt++;
    }
  }
}

async function oneTry(
  execution: Execution,
  prepared: PreparedStep,
  facts: StepFacts,
  scope: RunScope,
  signal: AbortSignal,
): Promise<TryOutcome> {
  const { step, stepType } = prepared;
  execution.emit({
    event: 'step-start',
    path: facts.path,
    type: step.type,
    ...(step.key === undefined ? {} : { key: step.key }),
    attempt: facts.attempt,
    ...(execution.isStubbed(stepType) ? { isStubbed: true } : {}),
  });
  const outcome = await tryStep(execution, prepared, facts.path, scope, signal, (plan) => {
    facts.effect = plan.effect;
    if (plan.sessionId !== undefined) facts.sessionId = plan.sessionId;
    return plan.effect === 'write' ? execution.recorder.record('started', facts) : undefined;
  });
  if (outcome.sessionId !== undefined) facts.sessionId = outcome.sessionId;
  return outcome;
}

function isWorthAnotherTry(
  { step, retryIf }: PreparedStep,
  facts: StepFacts,
  error: GenieError,
  scope: RunScope,
  signal: AbortSignal,
): boolean {
  if (step.retry === undefined || facts.attempt >= step.retry.attempts) return false;
  if (signal.aborted || !error.isRetryable || error instanceof FlowEnd) return false;
  if (retryIf === undefined) return true;
  return isTruthy(evaluateExpression(retryIf, scope.child({ error: { code: error.code, message: error.message } })));
}

async function waitForNextTry(
  execution: Execution,
  { step }: PreparedStep,
  facts: StepFacts,
  error: GenieError,
  signal: AbortSignal,
): Promise<void> {
  const delayMs = retryDelayMs(step.retry!, facts.attempt, error, execution.clock.random());
  execution.emit({
    event: 'step-retry',
    path: facts.path,
    attempt: facts.attempt,
    delayMs,
    error: summarizeError(error),
  });
  await execution.clock.sleep(delayMs, signal);
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
  { step }: PreparedStep,
  facts: StepFacts,
  error: StepFailure | FlowEnd,
): Promise<void> {
  const durationMs = execution.clock.now() - facts.startedAt;
  if (error instanceof FlowEnd && error.isEndedBy(facts.path)) {
    execution.emit({ event: 'step-end', path: facts.path, status: 'done', durationMs });
    return;
  }
  const reason = error instanceof StepFailure && error.path === facts.path ? error.reason : error;
  const isPassedOver = error instanceof StepFailure && step.onError !== 'fail';
  const isUnknown = facts.effect === 'write' && reason.isOutcomeUnknown;
  await execution.recorder.record(isUnknown ? 'unknown' : isPassedOver ? 'continued' : 'failed', facts, {
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
