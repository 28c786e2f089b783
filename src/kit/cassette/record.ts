import { AsyncLocalStorage } from 'node:async_hooks';
import type { RunEvent, StepAround, StepCall, StepTelling } from '../../engine/index.ts';
import { toGenieError } from '../../errors.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { ClockPort } from '../../ports/index.ts';
import type { Cassette, RecordedCall, RecordedError, Telling } from './cassette.ts';
import { isOutside } from './is-outside.ts';

/** Writes down one run. Give all three to the runner that performs it. */
export interface Recording {
  clock: ClockPort;
  around: StepAround;
  onEvent: (event: RunEvent) => void;
  /** What was recorded, secrets masked. Call it when the run has ended. */
  finish(run: Pick<Cassette, 'slug' | 'input' | 'context' | 'stubs' | 'env'>): Cassette;
}

export function recordRun(clock: ClockPort): Recording {
  const given: Cassette['clock'] = { now: [], random: [], ids: [] };
  const calls: RecordedCall[] = [];
  const open = new Set<StepCall>();
  /** What a recorded call asks the clock for is part of what it gives. */
  const within = new AsyncLocalStorage<StepCall>();
  let masker: StepCall['masker'] = { mask: (value) => value };
  let events = 0;

  /** Steps inside of a recorded one, such as an action's, are part of what it gave. */
  function isInsideRecorded({ path }: StepCall): boolean {
    return [...open].some(
      (outer) => outer.path.length < path.length && outer.path.every((part, at) => part === path[at]),
    );
  }

  const around: StepAround = async (call, perform) => {
    ({ masker } = call);
    if (!isOutside(call) || isInsideRecorded(call)) return await perform();
    const { path, type, attempt, config, signal } = call;
    const told: Telling[] = [];
    open.add(call);
    const end = (outcome: Pick<RecordedCall, 'result' | 'error'>) => {
      if (open.delete(call)) calls.push({ path, type, attempt, config, told, endedAfterEvents: events, ...outcome });
    };
    const onAbort = () => end({ error: errorOf(signal.reason) });
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const result = await within.run(call, async () => perform(listener(call, told, within)));
      end({ result: (result ?? null) as Json });
      return result;
    } catch (thrown) {
      end({ error: errorOf(thrown) });
      throw thrown;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  };

  return {
    clock: recordingClock(clock, given, () => within.getStore() === undefined),
    around,
    onEvent: () => void events++,
    finish(run) {
      const cassette: Cassette = { version: 1, ...run, clock: given, calls };
      return masker.mask(JSON.parse(JSON.stringify(cassette)) as JsonObject) as unknown as Cassette;
    },
  };
}

function recordingClock(clock: ClockPort, given: Cassette['clock'], isKept: () => boolean): ClockPort {
  const keep = <Value>(list: Value[], value: Value): Value => {
    if (isKept()) list.push(value);
    return value;
  };
  return {
    now: () => keep(given.now, clock.now()),
    random: () => keep(given.random, clock.random()),
    newId: () => keep(given.ids, clock.newId()),
    sleep: (ms, signal) => clock.sleep(ms, signal),
  };
}

/** Keeps what a step says and passes it on, which happens outside of the call: the run looks at the clock for it. */
function listener({ tell }: StepCall, told: Telling[], within: AsyncLocalStorage<StepCall>): StepTelling {
  return {
    progress(...said) {
      told.push({ kind: 'progress', said: said as Json[] });
      within.exit(() => tell.progress(...said));
    },
    warn(code, message) {
      told.push({ kind: 'warn', code, message });
      tell.warn(code, message);
    },
    useSession(sessionId) {
      told.push({ kind: 'session', sessionId });
      tell.useSession(sessionId);
    },
  };
}

function errorOf(thrown: unknown): RecordedError {
  const { code, message, detail, isRetryable, isOutcomeUnknown } = toGenieError(thrown);
  return { code, message, ...(detail === undefined ? {} : { detail }), isRetryable, isOutcomeUnknown };
}
