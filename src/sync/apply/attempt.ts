import { GenieError } from '../../errors.ts';

/** What is known of the write of one flow. */
export type Attempt =
  /** Whoever was asked says that it is done. */
  | { end: 'written' }
  /** Nothing of it is to be kept: nothing was written, or it is not what it should be. */
  | { end: 'stopped' | 'failed' | 'not-reached'; message: string }
  /** The request was sent and no answer came: only reading tells. */
  | { end: 'unknown'; message: string };

export const WRITTEN: Attempt = { end: 'written' };

export function stopped(message: string): Attempt {
  return { end: 'stopped', message };
}

export function failed(message: string): Attempt {
  return { end: 'failed', message };
}

/** Whether a write that was rejected may have happened all the same. `signal` is the one that it was given. */
export function mayHaveHappened(error: unknown, signal: AbortSignal): boolean {
  return signal.aborted || (error instanceof GenieError && error.isOutcomeUnknown);
}

/** An error as the message of an outcome: one line, with what the person at the terminal needs. */
export function failureText(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const detail = thrown instanceof GenieError ? thrown.detail : undefined;
  const text = detail === undefined ? message : `${message} (${detail})`;
  // A line that ends without a mark, a path most of all, must not run into the next one.
  return text.replaceAll(/([.:;,!?]?)\s*\n\s*/g, (_, mark: string) => `${mark || ';'} `);
}
