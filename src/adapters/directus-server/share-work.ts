import { abortable } from '../abortable.ts';

interface OngoingWork<Value> {
  promise: Promise<Value>;
  controller: AbortController;
  waiting: number;
}

/**
 * Work that callers who want it at the same time do once and share. Each gives up when its own signal says so; when nobody
 * waits any more, the work is aborted.
 */
export function shareWork<Value>(work: (signal: AbortSignal) => Promise<Value>) {
  let ongoing: OngoingWork<Value> | undefined;

  function begin(): OngoingWork<Value> {
    const controller = new AbortController();
    const begun: OngoingWork<Value> = { promise: work(controller.signal), controller, waiting: 0 };
    const forget = () => {
      if (ongoing === begun) ongoing = undefined;
    };
    begun.promise.then(forget, forget);
    return begun;
  }

  return async (signal: AbortSignal | undefined): Promise<Value> => {
    signal?.throwIfAborted();
    const mine = (ongoing ??= begin());
    mine.waiting++;
    try {
      return await abortable(mine.promise, signal);
    } finally {
      mine.waiting--;
      if (mine.waiting === 0) {
        mine.controller.abort();
        if (ongoing === mine) ongoing = undefined;
      }
    }
  };
}
