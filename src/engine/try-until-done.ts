import { GenieError, toGenieError } from '../errors.ts';
import { evaluateExpression } from '../expression/index.ts';
import { isTruthy } from '../json.ts';
import { summarizeError } from './emitter.ts';
import type { Execution } from './execution.ts';
import { FlowEnd } from './failures.ts';
import type { PreparedStep } from './prepare-steps.ts';
import type { StepFacts } from './recorder.ts';
import { retryDelayMs } from './retry-delay.ts';
import type { RunScope } from './run-scope.ts';
import { tryStep, type TryOutcome } from './try-step.ts';

/** Tries a step as often as its `retry` says; `facts` tells afterwards what is known of it. Rejects with the last error. */
export async function tryUntilDone(
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
      facts.isInDoubt ||= facts.effect === 'write' && (error.isOutcomeUnknown || signal.aborted);
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
  const outcome = await tryStep(execution, prepared, facts, scope, signal, (plan) => {
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
  const { code, message } = error;
  try {
    return isTruthy(evaluateExpression(retryIf, scope.child({ error: { code, message } })));
  } catch (thrown) {
    const problem = toGenieError(thrown);
    throw new GenieError(problem.code, `${message}; and retry.if: ${problem.message}`, {
      cause: error,
      ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    });
  }
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
