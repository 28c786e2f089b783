import type { GenieError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { ClockPort, Journal, StepRecord, StepStatus } from '../ports/index.ts';
import type { Masker } from '../secrets/index.ts';
import type { Effect } from '../step.ts';
import type { StepPath } from './events.ts';

/** What is known of a step when it is recorded. */
export interface StepFacts {
  path: StepPath;
  type: string;
  key: string | undefined;
  effect: Effect;
  attempt: number;
  startedAt: number;
  sessionId?: string;
  /** A write of which nobody knows whether it took effect. Once it is so, a later try does not change it. */
  isInDoubt: boolean;
}

export type StepEnd = { result: Json; resultText: string } | { error: GenieError };

/** Writes a run's steps into the journal, and knows what an earlier try of the run has written there. */
export interface Recorder {
  earlier(path: StepPath): StepRecord | undefined;
  /** Is anything known of the steps of a list? */
  hasEarlier(list: StepPath): boolean;
  /** Forgets what an earlier try finished in a list; writes of unknown outcome stay known. */
  forgetFinished(list: StepPath): void;
  /** Has the session been closed on purpose? Then what was done in it needs no repeating. */
  isSessionClosed(sessionId: string): boolean;
  record(status: StepStatus, facts: StepFacts, end?: StepEnd): void | Promise<void>;
}

const FINISHED: ReadonlySet<StepStatus> = new Set(['done', 'continued', 'skipped']);

/** The result of a step that closes a session, in both dialects. */
const CLOSED = JSON.stringify({ closed: true });

/** For runs that leave no trace. */
export const NO_RECORDER: Recorder = {
  earlier: () => undefined,
  hasEarlier: () => false,
  forgetFinished: () => {},
  isSessionClosed: () => false,
  record: () => {},
};

/** Steps that write are safe on disk before and after; steps that read, after; all others may be committed in groups. */
export function createRecorder(setup: {
  journal: Journal;
  runId: string;
  clock: ClockPort;
  masker: Masker;
  earlier?: readonly StepRecord[];
}): Recorder {
  const { journal, runId, clock, masker } = setup;
  const earlier = new Map((setup.earlier ?? []).map((record) => [record.path, record]));
  const closedSessions = new Set<string>();
  for (const { status, sessionId, result } of earlier.values()) {
    if (status === 'done' && sessionId !== null && result === CLOSED) closedSessions.add(sessionId);
  }
  return {
    earlier: (path) => (earlier.size === 0 ? undefined : earlier.get(JSON.stringify(path))),
    hasEarlier: (list) => earlier.keys().some((path) => path.startsWith(beginningOf(list))),
    forgetFinished(list) {
      for (const [path, { status }] of earlier) {
        if (FINISHED.has(status) && path.startsWith(beginningOf(list))) earlier.delete(path);
      }
    },
    isSessionClosed: (sessionId) => closedSessions.has(sessionId),
    record(status, facts, end) {
      const masked = end !== undefined && 'result' in end ? maskResult(masker, end) : undefined;
      const error = end !== undefined && 'error' in end ? end.error : undefined;
      return journal.recordStep(
        {
          runId,
          path: JSON.stringify(facts.path),
          type: facts.type,
          key: facts.key ?? null,
          status,
          effect: facts.effect,
          attempt: facts.attempt,
          result: masked?.text ?? null,
          isReusable: masked?.isWhole ?? true,
          sessionId: facts.sessionId ?? null,
          errorCode: error?.code ?? null,
          error: error === undefined ? null : masker.maskText(error.message),
          startedAt: facts.startedAt,
          endedAt: status === 'started' ? null : clock.now(),
        },
        facts.effect !== 'none',
      );
    },
  };
}

/** What the recorded paths of all steps in a list begin with. */
function beginningOf(list: StepPath): string {
  return `${JSON.stringify(list).slice(0, -1)},`;
}

function maskResult(masker: Masker, end: { result: Json; resultText: string }): { text: string; isWhole: boolean } {
  const masked = masker.mask(end.result);
  return masked === end.result
    ? { text: end.resultText, isWhole: true }
    : { text: JSON.stringify(masked), isWhole: false };
}
