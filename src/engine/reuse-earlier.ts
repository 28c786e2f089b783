import { GenieError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { StepRecord } from '../ports/index.ts';
import type { StepPath } from './events.ts';
import type { Execution } from './execution.ts';
import { summarizeError } from './emitter.ts';
import { StepFailure, stepTitle } from './failures.ts';
import type { PreparedStep } from './prepare-steps.ts';
import type { StepContext } from '../step.ts';
import type { StepFacts } from './recorder.ts';
import type { RunScope, StepOutcome } from './run-scope.ts';
import { readConfig } from './try-step.ts';

/**
 * What an earlier try of this run says about the step: its outcome when that can be taken over, the failure that was passed
 * over, `undefined` when the step has to run. Throws `OUTCOME_UNKNOWN` at a write that may have happened and cannot be
 * repeated without being asked for: where the service takes our idempotency key, it can.
 */
export async function reuseEarlier(
  execution: Execution,
  prepared: PreparedStep,
  facts: StepFacts,
  scope: RunScope,
  signal: AbortSignal,
): Promise<StepOutcome | StepFailure | undefined> {
  const record = execution.recorder.earlier(facts.path);
  if (record === undefined || execution.isStubbed(prepared.stepType)) return undefined;
  if (record.status === 'continued') return passOverAgain(execution, prepared, facts, record);
  if (record.status === 'done' && isReusable(execution, record)) {
    await restoreVisible(execution, prepared, facts.path, scope, signal);
    return reuse(execution, facts, JSON.parse(record.result ?? 'null') as Json);
  }
  if (record.effect !== 'write' || record.status === 'failed' || record.status === 'skipped') return undefined;
  facts.effect = record.effect;
  facts.startedAt = record.startedAt;
  if (await isRepeatable(execution, prepared, scope)) {
    // It may have happened all the same, should the repetition fail.
    facts.isInDoubt = true;
    return undefined;
  }
  return await decideUnknown(execution, record, facts);
}

/** A service that knows the step's idempotency key does the write once. In doubt it does not know it. */
async function isRepeatable(execution: Execution, prepared: PreparedStep, scope: RunScope): Promise<boolean> {
  const { stepType } = prepared;
  try {
    const ports = (await execution.ports.openAll(stepType.needs)) as StepContext['ports'];
    return stepType.takesIdempotencyKey(await readConfig(prepared, scope), ports);
  } catch {
    return false;
  }
}

/** Its `on_error` may not have come to its end, and later steps read what it left. */
function passOverAgain(
  execution: Execution,
  { step }: PreparedStep,
  { path }: StepFacts,
  record: StepRecord,
): StepFailure {
  const error = new GenieError(record.errorCode ?? 'INTERNAL', record.error ?? 'unknown error');
  execution.emit({
    event: 'step-end',
    path,
    status: 'continued',
    durationMs: 0,
    error: summarizeError(error),
    isReused: true,
  });
  return new StepFailure(path, step.type, error);
}

/** A browser session does not outlive its process: what was done in it counts only when it was closed. */
function isReusable(execution: Execution, record: StepRecord): boolean {
  return record.isReusable && (record.sessionId === null || execution.recorder.isSessionClosed(record.sessionId));
}

/** Goes once more through the lists that ran in a finished step and whose results can be read behind it. */
async function restoreVisible(
  execution: Execution,
  { visibleLists }: PreparedStep,
  path: StepPath,
  scope: RunScope,
  signal: AbortSignal,
): Promise<void> {
  for (const list of visibleLists) {
    const listPath = [...path, ...list.path];
    if (execution.recorder.hasEarlier(listPath))
      await execution.runNested(listPath, list.steps, scope.joined(), signal);
  }
}

/** What a person decided about one write says nothing about the next, except that all may be repeated. */
async function decideUnknown(
  execution: Execution,
  record: StepRecord,
  facts: StepFacts,
): Promise<StepOutcome | undefined> {
  const { unknownOutcome } = execution;
  if (unknownOutcome?.decision === 'again') return undefined;
  if (unknownOutcome === undefined) {
    facts.isInDoubt = true;
    throw outcomeUnknown(record, facts.path);
  }
  execution.unknownOutcome = undefined;
  const result = unknownOutcome.result ?? null;
  await execution.recorder.record('done', facts, { result, resultText: JSON.stringify(result) });
  return reuse(execution, facts, result);
}

function reuse(execution: Execution, { path }: StepFacts, result: Json): StepOutcome {
  execution.emit({ event: 'step-end', path, status: 'done', durationMs: 0, result, isReused: true });
  return { result, isFinished: true };
}

function outcomeUnknown(record: StepRecord, path: StepPath): GenieError {
  const name = record.key === null ? record.type : `${record.type} "${record.key}"`;
  const why =
    record.status === 'done'
      ? 'it finished, but its result cannot be taken over'
      : 'it was started, and how it ended is not known';
  return new GenieError('OUTCOME_UNKNOWN', `${name} may already have happened: ${why}`, {
    isRetryable: false,
    isOutcomeUnknown: true,
    data: { path, startedAt: record.startedAt },
    detail:
      `Look at what ${stepTitle(path).toLowerCase()} changes: it was started at ${new Date(record.startedAt).toISOString()}. ` +
      `If it happened: genie-actions resume ${record.runId} --assume-done [RESULT]. If not: genie-actions resume ${record.runId} --again.`,
  });
}
