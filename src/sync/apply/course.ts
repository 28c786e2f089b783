import { GenieError } from '../../errors.ts';
import { failed, failureText, mayHaveHappened, type Attempt } from './attempt.ts';

/** How long what is under way may still take when the person has had enough. */
const GRACE_MS = 5_000;

/** Failures that whatever is asked next would meet as well. */
const LASTING: ReadonlySet<string> = new Set(
  ['UNAVAILABLE', 'CONNECTION_LOST', 'TIMEOUT', 'BAD_ANSWER', 'INVALID_CREDENTIALS', 'RATE_LIMITED'].concat([
    'COLLECTION_NOT_FOUND',
    'SERVICE_NOT_CONFIGURED',
  ]),
);

/** Whether the writes of one run go on. */
export interface Course {
  /** Makes one attempt, unless the person or a lasting failure has ended the run. Never rejects. */
  attempt(write: (signal: AbortSignal) => Promise<Attempt>): Promise<Attempt>;
  /** Lets go of the person's signal. */
  close(): void;
}

/** What was begun is finished when `signal` aborts: a write that is broken off may have happened or not. */
export function startCourse(signal: AbortSignal | undefined): Course {
  const patience = new AbortController();
  let obstacle: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  const onAbort = () => {
    timer = setTimeout(() => patience.abort(signal?.reason), GRACE_MS);
  };
  signal?.addEventListener('abort', onAbort, { once: true });

  return {
    async attempt(write) {
      if (signal?.aborted) return { end: 'not-reached', message: 'it was interrupted before' };
      if (obstacle !== undefined) return { end: 'not-reached', message: obstacle };
      try {
        return await write(patience.signal);
      } catch (error) {
        const isLasting = error instanceof GenieError && LASTING.has(error.code);
        if (isLasting) obstacle ??= `nothing more was tried: ${failureText(error)}`;
        const message = failureText(error);
        return mayHaveHappened(error, patience.signal) ? { end: 'unknown', message } : failed(message);
      }
    },
    close() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}
