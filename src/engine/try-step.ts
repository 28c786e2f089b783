import { GenieError, toGenieError } from '../errors.ts';
import { resolveTemplate } from '../expression/index.ts';
import { isDeeperThan, MAX_JSON_DEPTH, type Json, type JsonObject } from '../json.ts';
import type { Ports } from '../ports/index.ts';
import type { Effect, StepContext } from '../step.ts';
import type { Execution } from './execution.ts';
import { parseWith } from './parse-with.ts';
import type { PreparedStep } from './prepare-steps.ts';
import type { StepFacts } from './recorder.ts';
import type { RunScope } from './run-scope.ts';
import type { StepCall } from './step-around.ts';
import { OngoingTry, stepContext } from './step-context.ts';
import { openStepSignal, raceAbort } from './step-signal.ts';

/** A result over 5 MB of JSON text is refused. */
const MAX_RESULT_CHARS = 5_000_000;

export interface TryOutcome {
  result: Json;
  resultText: string;
  sessionId?: string;
}

/** What a try is about to do, told before it does it. */
export interface TryPlan {
  effect: Effect;
  sessionId?: string;
}

/**
 * One try of one step: settings resolved and checked, the executor run under its time limit, the result checked.
 * Rejects with a `GenieError`; `onPlan` is awaited between the check of the settings and the executor.
 */
export async function tryStep(
  execution: Execution,
  prepared: PreparedStep,
  { path, attempt }: Pick<StepFacts, 'path' | 'attempt'>,
  scope: RunScope,
  parent: AbortSignal,
  onPlan: (plan: TryPlan) => void | Promise<void>,
): Promise<TryOutcome> {
  const { stepType } = prepared;
  parent.throwIfAborted();
  const config = await readConfig(prepared, scope);
  const isStubbed = execution.isStubbed(stepType);
  const timeoutMs = stepType.timeout === null ? undefined : (prepared.step.timeoutMs ?? stepType.timeout.defaultMs);
  const stepSignal = openStepSignal([parent], timeoutMs);
  const { signal } = stepSignal;
  const ongoing = new OngoingTry();
  try {
    const { around, masker } = execution;
    const openPorts = async () => (isStubbed ? {} : raceAbort(execution.ports.openAll(stepType.needs), signal));
    const opened = around === undefined ? await openPorts() : undefined;
    const usedSession = sessionIdOf(config);
    const effect = isStubbed ? 'none' : stepType.effectOf(config);
    await onPlan({
      effect,
      ...(usedSession === undefined ? {} : { sessionId: usedSession }),
    });
    const contextWith = (ports: Partial<Ports>): StepContext =>
      stepContext(execution, path, scope, { ports: ports as StepContext['ports'], signal, timeoutMs }, ongoing);
    const perform = async (context: StepContext): Promise<unknown> =>
      isStubbed ? stepType.stub(config, context) : stepType.run(config, context);
    const work =
      around === undefined
        ? perform(contextWith(opened!))
        : around(
            stepCall(prepared, scope, { path, attempt, effect, signal, tell: contextWith({}), masker }),
            async (heard) => perform({ ...contextWith(await openPorts()), ...heard }),
          );
    const outcome = await readResult(prepared, await raceAbort(work, signal));
    if (execution.end?.isEndedBy(path)) throw execution.end;
    const sessionId = stepType.session && (sessionIdOf(outcome.result) ?? usedSession ?? ongoing.sessionId);
    return sessionId === undefined ? outcome : { ...outcome, sessionId };
  } catch (thrown) {
    throw signal.aborted ? abortReason(signal, thrown) : toGenieError(thrown);
  } finally {
    const running = ongoing.end();
    if (running !== undefined) await running;
    stepSignal.close();
  }
}

function stepCall(
  prepared: PreparedStep,
  scope: RunScope,
  given: Pick<StepCall, 'path' | 'attempt' | 'effect' | 'signal' | 'tell' | 'masker'>,
): StepCall {
  const { step, stepType } = prepared;
  return {
    ...given,
    type: step.type,
    key: step.key,
    needs: stepType.needs,
    isContainer: stepType.timeout === null,
    config: resolveSettings(prepared, scope) as JsonObject,
  };
}

function resolveSettings({ stepType, template }: PreparedStep, scope: RunScope) {
  return resolveTemplate(template, scope, (setting) => stepType.absence[setting] ?? 'fail');
}

/** The settings of a step, resolved and checked. Rejects with `CONFIG_INVALID`, or what a reference that leads nowhere throws. */
export async function readConfig(prepared: PreparedStep, scope: RunScope): Promise<unknown> {
  const parsed = await parseWith(prepared.stepType.config, resolveSettings(prepared, scope));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  throw new GenieError('CONFIG_INVALID', problems.join('; '), { data: { problems }, isRetryable: false });
}

/**
 * A step's result is plain JSON, fits its type and is not too large. Where it is not, the step has run all the same: what a
 * write has changed is changed, so that it counts as one of unknown outcome.
 */
async function readResult({ stepType }: PreparedStep, raw: unknown): Promise<TryOutcome> {
  const parsed = await parseWith(stepType.result, raw);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw new GenieError('RESULT_INVALID', `the result does not fit: ${[...path, message].join(': ')}`, {
      isRetryable: false,
      isOutcomeUnknown: true,
    });
  }
  const resultText = stringify(parsed.data ?? null);
  if (resultText.length > MAX_RESULT_CHARS) {
    throw new GenieError('RESULT_TOO_LARGE', `the result has ${megabytes(resultText.length)}, at most 5 MB are kept`, {
      isRetryable: false,
      isOutcomeUnknown: true,
      detail: 'Ask for less: "fields", "limit", or a narrower extraction.',
    });
  }
  const result = JSON.parse(resultText) as Json;
  // A text that is shorter than its brackets would be needs no walk.
  if (resultText.length > 2 * MAX_JSON_DEPTH && isDeeperThan(result, MAX_JSON_DEPTH)) {
    throw new GenieError('RESULT_INVALID', `the result is nested more than ${MAX_JSON_DEPTH} deep`, {
      isRetryable: false,
      isOutcomeUnknown: true,
    });
  }
  return { result, resultText };
}

function stringify(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch (thrown) {
    throw new GenieError('RESULT_INVALID', 'the result is not JSON', {
      cause: thrown,
      isRetryable: false,
      isOutcomeUnknown: true,
    });
  }
}

function abortReason(signal: AbortSignal, thrown: unknown): GenieError {
  const reason: unknown = signal.reason;
  return reason instanceof GenieError ? reason : toGenieError(thrown, 'CANCELLED');
}

function sessionIdOf(value: unknown): string | undefined {
  const sessionId = typeof value === 'object' && value !== null ? (value as JsonObject)['sessionId'] : undefined;
  return typeof sessionId === 'string' ? sessionId : undefined;
}

function megabytes(chars: number): string {
  return `${(chars / 1_000_000).toFixed(1)} MB`;
}
