import { type ScriptThread, startScriptThread } from './script-thread.ts';

export interface ThreadPool {
  /** Lends a thread as soon as one is free; rejects with the signal's reason while waiting. */
  withThread<Result>(signal: AbortSignal | undefined, use: (thread: ScriptThread) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Starts threads when they are needed, at most so many, and ends those that nobody has used for a while. */
export function createThreadPool(file: () => URL, maxThreads: number, idleMs: number): ThreadPool {
  const idle = new Map<ScriptThread, NodeJS.Timeout>();
  const busy = new Set<ScriptThread>();
  const places = { free: maxThreads };
  const waiting = new Set<() => void>();

  function takeThread(): ScriptThread {
    for (const [thread, timer] of idle) {
      clearTimeout(timer);
      idle.delete(thread);
      if (thread.isUsable) return thread;
    }
    return startScriptThread(file());
  }

  function keep(thread: ScriptThread): void {
    if (!thread.isUsable) return;
    const retire = () => {
      idle.delete(thread);
      thread.end().catch(() => {});
    };
    idle.set(thread, setTimeout(retire, idleMs).unref());
  }

  async function takePlace(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    // Another call may have taken a place that became free in the meantime.
    while (places.free === 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const wake = () => resolve();
      waiting.add(wake);
      signal?.addEventListener('abort', wake);
      await promise;
      waiting.delete(wake);
      signal?.removeEventListener('abort', wake);
      if (signal?.aborted === true) {
        // The place may have been offered to this call just before.
        wakeNext();
        throw signal.reason;
      }
    }
    places.free -= 1;
  }

  function wakeNext(): void {
    const [next] = waiting;
    if (next === undefined) return;
    waiting.delete(next);
    next();
  }

  return {
    async withThread(signal, use) {
      await takePlace(signal);
      let thread: ScriptThread | undefined;
      try {
        thread = takeThread();
        busy.add(thread);
        return await use(thread);
      } finally {
        if (thread !== undefined) {
          busy.delete(thread);
          keep(thread);
        }
        places.free += 1;
        wakeNext();
      }
    },
    async close() {
      for (const timer of idle.values()) clearTimeout(timer);
      const threads = [...idle.keys(), ...busy];
      idle.clear();
      await Promise.all(threads.map((thread) => thread.end()));
    },
  };
}
