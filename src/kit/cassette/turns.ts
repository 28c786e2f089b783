import { setTimeout as sleep } from 'node:timers/promises';

/** How long a call waits for events that do not come, because the flow has changed. */
const PATIENCE_MS = 2000;

/** Lets calls end in the order in which they ended when they were recorded. */
export interface Turns {
  /** One more event was told. */
  count(): void;
  /** Waits until that many events were told, or until nothing has been told for two seconds. */
  reach(events: number, signal: AbortSignal): Promise<void>;
}

export function createTurns(): Turns {
  let told = 0;
  let waiting: Array<{ events: number; go: () => void }> = [];
  return {
    count() {
      told++;
      const ready = waiting.filter(({ events }) => events <= told);
      if (ready.length === 0) return;
      waiting = waiting.filter(({ events }) => events > told);
      for (const { go } of ready) go();
    },
    async reach(events, signal) {
      if (events <= told) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ events, go: resolve });
      const patience = new AbortController();
      const both = AbortSignal.any([signal, patience.signal]);
      await Promise.race([promise, waitWhileSilent(() => told, both)]);
      patience.abort();
      signal.throwIfAborted();
    },
  };
}

async function waitWhileSilent(told: () => number, signal: AbortSignal): Promise<void> {
  try {
    for (let before = -1; before !== told();) {
      before = told();
      await sleep(PATIENCE_MS, undefined, { signal });
    }
  } catch {
    // Aborted: whoever waits sees to it.
  }
}
