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
  const waiting: Array<() => void> = [];

  function take(): ScriptThread {
    for (const [thread, timer] of idle) {
      clearTimeout(timer);
      idle.delete(thread);
      if (thread.isUsable) return thread;
    }
    return startScriptThread(file());
  }

  function giveBack(thread: ScriptThread): void {
    busy.delete(thread);
    if (thread.isUsable) {
      const retire = () => {
        idle.delete(thread);
        thread.end().catch(() => {});
      };
      idle.set(thread, setTimeout(retire, idleMs).unref());
    }
    waiting.shift()?.();
  }

  async function freePlace(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (busy.size < maxThreads) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const onAbort = () => {
      waiting.splice(waiting.indexOf(resolve), 1);
      reject(signal?.reason as Error);
    };
    waiting.push(resolve);
    signal?.addEventListener('abort', onAbort, { once: true });
    await promise;
    signal?.removeEventListener('abort', onAbort);
    // Another call may have taken the place in the meantime.
    return freePlace(signal);
  }

  return {
    async withThread(signal, use) {
      await freePlace(signal);
      const thread = take();
      busy.add(thread);
      try {
        return await use(thread);
      } finally {
        giveBack(thread);
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
