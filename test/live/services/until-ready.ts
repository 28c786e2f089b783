import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
  timeoutMs: number;
  /** What is waited for, for the error. */
  what: string;
  /** Ends the waiting early; its reason is thrown. */
  signal?: AbortSignal;
}

/** Asks every 25 ms until the answer is yes. Throws when the time is over, with the last failure as its cause. */
export async function untilReady(
  isReady: () => Promise<boolean> | boolean,
  { timeoutMs, what, signal }: WaitOptions,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  let cause: unknown;
  for (;;) {
    signal?.throwIfAborted();
    try {
      if (await isReady()) return;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain for ${what}`, { cause });
    await sleep(25);
  }
}
