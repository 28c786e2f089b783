import { GenieError } from '../errors.ts';
import { FlowTimeout, RunCancelled } from './failures.ts';

/**
 * Lets the caller's signal and the flow's time limit stop a run, with an error of ours as the reason.
 * Returns a function that takes both away again.
 */
export function linkAborts(
  controller: AbortController,
  signal: AbortSignal | undefined,
  timeoutMs: number | undefined,
): () => void {
  const onAbort = () => controller.abort(cancellation(signal!.reason));
  if (signal?.aborted === true) onAbort();
  else signal?.addEventListener('abort', onAbort, { once: true });
  const timer =
    timeoutMs === undefined ? undefined : setTimeout(() => controller.abort(new FlowTimeout(timeoutMs)), timeoutMs);
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  };
}

/** A caller that aborts with an error of this package chose its words; anything else is a plain cancellation. */
function cancellation(reason: unknown): GenieError {
  return reason instanceof GenieError ? reason : new RunCancelled(undefined, reason);
}
