import type { RunEvent, StepAround, StepCall } from '../../engine/index.ts';
import { GenieError } from '../../errors.ts';
import type { Json } from '../../json.ts';
import type { ProgressKind } from '../../step.ts';
import type { Cassette, RecordedCall, Telling } from './cassette.ts';
import { differingPath } from './differing-path.ts';
import { isOutside } from './is-outside.ts';
import { failureOf } from './recorded-error.ts';
import { createTurns } from './turns.ts';
import { replayingClock } from './replaying-clock.ts';
import { titleOf } from './title-of.ts';

/** Answers for the world as a cassette has it. Give all three to the runner that performs the run. */
export interface Replay {
  clock: ReturnType<typeof replayingClock>;
  around: StepAround;
  onEvent: (event: RunEvent) => void;
  /** Recorded calls that nobody made, one line each: the flow asks for less than it did. */
  unused(): string[];
}

/**
 * A run's steps get what was recorded for them, at the same times, with the same ids. A step whose type or settings are others
 * than recorded fails with `CASSETTE_STALE`, one that was not recorded with `CASSETTE_MISSING`.
 */
export function replayRun(cassette: Cassette): Replay {
  const left = new Map<string, RecordedCall[]>();
  for (const call of cassette.calls) {
    const key = keyOf(call);
    left.set(key, [...(left.get(key) ?? []), call]);
  }
  const turns = createTurns();
  const around: StepAround = async (call, perform) => {
    if (!isOutside(call)) return await perform();
    const recorded = left.get(keyOf(call))?.shift();
    if (recorded === undefined) throw missing(call);
    refuseStale(call, recorded);
    for (const telling of recorded.told) tell(call, telling);
    await turns.reach(recorded.endedAfterEvents, call.signal);
    if (recorded.error !== undefined) throw failureOf(recorded.error);
    return recorded.result;
  };
  return {
    clock: replayingClock(cassette.clock),
    around,
    onEvent: () => turns.count(),
    unused: () => [...left.values()].flat().map((call) => `${titleOf(call)} was recorded and not asked for`),
  };
}

function keyOf({ path, attempt }: Pick<RecordedCall, 'path' | 'attempt'>): string {
  return JSON.stringify([...path, attempt]);
}

function tell({ tell: say }: StepCall, telling: Telling): void {
  if (telling.kind === 'warn') say.warn(telling.code, telling.message);
  else if (telling.kind === 'session') say.useSession(telling.sessionId);
  else {
    const [kind, done, more] = telling.said as [ProgressKind, number, { total?: number; text?: string; data?: Json }?];
    say.progress(kind, done, ...(more === undefined || more === null ? [] : [more]));
  }
}

function refuseStale(call: StepCall, recorded: RecordedCall): void {
  const isSameType = call.type === recorded.type;
  const masked = call.masker.mask(JSON.parse(JSON.stringify(call.config)) as Json);
  const path = isSameType ? differingPath(recorded.config, masked) : [];
  if (path === undefined) return;
  const what = isSameType
    ? `${['config', ...path].join('.')} is not what it was`
    : `it was of the type "${recorded.type}"`;
  throw new GenieError('CASSETTE_STALE', `The recording of ${titleOf(call)} is stale: ${what}`, {
    isRetryable: false,
    detail: 'The flow or its input has changed since. Record it again: genie-actions run … --record FILE',
  });
}

function missing(call: StepCall): GenieError {
  return new GenieError('CASSETTE_MISSING', `Nothing is recorded for ${titleOf(call)}`, {
    isRetryable: false,
    detail: 'The flow asks for more than it did. Record it again: genie-actions run … --record FILE',
  });
}
