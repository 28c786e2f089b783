import { AsyncLocalStorage } from 'node:async_hooks';
import type { RunEvent, StepAround, StepCall, StepPath, StepTelling } from '../../engine/index.ts';
import type { Json } from '../../json.ts';
import type { ClockPort } from '../../ports/index.ts';
import { createMasker } from '../../secrets/index.ts';
import type { Cassette, RecordedCall, Telling } from './cassette.ts';
import { isOutside } from './is-outside.ts';
import { maskedCall } from './masked-call.ts';
import { recordedError } from './recorded-error.ts';

/** Writes down one run. Give all three to the runner that performs it. */
export interface Recording {
  clock: ClockPort;
  around: StepAround;
  onEvent: (event: RunEvent) => void;
  /** What was recorded, secrets masked. Call it when the run has ended. */
  finish(run: Pick<Cassette, 'slug' | 'input' | 'context' | 'stubs' | 'env'>): Cassette;
}

/** @param secrets what is masked even when the run ends before its first step */
export function recordRun(clock: ClockPort, secrets: Iterable<string> = []): Recording {
  const given: Cassette['clock'] = { now: [], random: [], ids: [] };
  const calls: RecordedCall[] = [];
  const open = new Set<StepCall>();
  /** What a recorded call asks the clock for is part of what it gives. */
  const within = new AsyncLocalStorage<StepCall>();
  let masker: StepCall['masker'] = createMasker(secrets);
  let events = 0;

  /** Steps inside of a recorded one, such as an action's, are part of what it gave. */
  function isInsideRecorded(path: StepPath): boolean {
    return [...open].some(
      (outer) => outer.path.length < path.length && outer.path.every((part, at) => part === path[at]),
    );
  }

  const around: StepAround = async (call, perform) => {
    ({ masker } = call);
    if (!isOutside(call) || isInsideRecorded(call.path)) return await perform();
    const { path, type, attempt, config, signal } = call;
    const told: Telling[] = [];
    open.add(call);
    const end = (outcome: Pick<RecordedCall, 'result' | 'error'>) => {
      if (open.delete(call)) calls.push({ path, type, attempt, config, told, endedAfterEvents: events, ...outcome });
    };
    const onAbort = () => end({ error: recordedError(signal.reason) });
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const result = await within.run(call, async () => perform(listener(call, told, within)));
      end({ result: (result ?? null) as Json });
      return result;
    } catch (thrown) {
      end({ error: recordedError(thrown) });
      throw thrown;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  };

  return {
    clock: recordingClock(clock, given, () => within.getStore() === undefined),
    around,
    onEvent(event) {
      // Those do not come again: the outer step is answered for.
      if (!('path' in event && isInsideRecorded(event.path))) events++;
    },
    finish({ input, context, ...run }) {
      const masked = { input: masker.mask(input), context: masker.mask(context) };
      return { version: 1, ...run, ...masked, clock: given, calls: calls.map((call) => maskedCall(call, masker)) };
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
