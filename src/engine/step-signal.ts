import { StepTimeout } from './failures.ts';

export interface StepSignal {
  signal: AbortSignal;
  /** Ends the timer and lets go of the parents. */
  close: () => void;
}

/**
 * The one signal of one try of one step: aborted with the first parent's reason, or with a `StepTimeout`.
 *
 * Made by hand because `AbortSignal.timeout` does not keep the process alive, so that a step that hangs without any open
 * handle would end the program instead of failing, and because thousands of steps share one parent.
 */
export function openStepSignal(parents: readonly AbortSignal[], timeoutMs: number | undefined): StepSignal {
  const controller = new AbortController();
  const listeners: Array<() => void> = [];
  for (const parent of parents) {
    if (parent.aborted) {
      controller.abort(parent.reason);
      break;
    }
    const onAbort = () => controller.abort(parent.reason);
    parent.addEventListener('abort', onAbort, { once: true });
    listeners.push(() => parent.removeEventListener('abort', onAbort));
  }
  const timer =
    timeoutMs === undefined ? undefined : setTimeout(() => controller.abort(new StepTimeout(timeoutMs)), timeoutMs);
  return {
    signal: controller.signal,
    close() {
      clearTimeout(timer);
      for (const remove of listeners) remove();
    },
  };
}

/** The work's own outcome, or the signal's reason as soon as it is aborted: work that is deaf to its signal is left behind. */
export async function raceAbort<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  work.catch(() => {});
  signal.throwIfAborted();
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort!);
  }
}
