import { GenieError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { StepRecord } from '../ports/index.ts';
import type { StepPath } from './events.ts';
import type { Execution } from './execution.ts';
import { stepTitle } from './failures.ts';
import type { PreparedStep } from './prepare-steps.ts';
import type { StepFacts } from './recorder.ts';
import type { StepOutcome } from './run-step.ts';

/**
 * What an earlier try of this run says about the step: its outcome when that can be taken over, `undefined` when the step has
 * to run. Throws `OUTCOME_UNKNOWN` at a write that may have happened and cannot be repeated without being asked for.
 */
export async function reuseEarlier(
  execution: Execution,
  prepared: PreparedStep,
  facts: StepFacts,
): Promise<StepOutcome | undefined> {
  const record = execution.recorder.earlier(facts.path);
  if (record === undefined || execution.isStubbed(prepared.stepType)) return undefined;
  if (record.status === 'continued') return { result: null, isFinished: false };
  if (record.status === 'done' && isReusable(execution, record))
    return reuse(execution, facts, JSON.parse(record.result ?? 'null') as Json);
  if (record.effect !== 'write' || record.status === 'failed' || record.status === 'skipped') return undefined;
  facts.effect = record.effect;
  facts.startedAt = record.startedAt;
  return await decideUnknown(execution, record, facts);
}

/** A browser session does not outlive its process: what was done in it counts only when it was closed. */
function isReusable(execution: Execution, record: StepRecord): boolean {
  return record.isReusable && (record.sessionId === null || execution.recorder.isSessionClosed(record.sessionId));
}

async function decideUnknown(
  execution: Execution,
  record: StepRecord,
  facts: StepFacts,
): Promise<StepOutcome | undefined> {
  const { unknownOutcome } = execution;
  if (unknownOutcome === undefined) throw outcomeUnknown(record, facts.path);
  if (unknownOutcome.decision === 'again') return undefined;
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
