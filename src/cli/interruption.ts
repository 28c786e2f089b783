import { GenieError } from '../errors.ts';
import { EXIT_STATUS } from './exit-status.ts';
import type { Streams } from './streams.ts';

export interface Interruption {
  /** Aborted at the first Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
  /** The exit status for the signal that came; `undefined` when none did. */
  readonly status: number | undefined;
  /** Stops listening. */
  close(): void;
}

/** The first signal stops the run, which still cleans up; the second ends the process at once. */
export function listenForSignals(streams: Streams, onFirst: () => void): Interruption {
  const controller = new AbortController();
  let status: number | undefined;
  const close = () => {
    streams.off?.('SIGINT', onInterrupt);
    streams.off?.('SIGTERM', onTerminate);
  };
  const handle = (name: NodeJS.Signals, nextStatus: number, reason: string) => {
    if (status !== undefined) {
      close();
      if (streams.pid !== undefined) streams.kill?.(streams.pid, name);
      return;
    }
    status = nextStatus;
    onFirst();
    controller.abort(new GenieError('CANCELLED', reason, { isRetryable: false, isOutcomeUnknown: true }));
  };
  const onInterrupt = () => handle('SIGINT', EXIT_STATUS.interrupted, 'The run was cancelled (Ctrl-C)');
  const onTerminate = () => handle('SIGTERM', EXIT_STATUS.terminated, 'The run was cancelled (SIGTERM)');
  streams.on?.('SIGINT', onInterrupt);
  streams.on?.('SIGTERM', onTerminate);
  return {
    signal: controller.signal,
    get status() {
      return status;
    },
    close,
  };
}
