import type { GenieError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { ClockPort } from '../ports/index.ts';
import type { Masker } from '../secrets/index.ts';
import type { ErrorSummary, RunEvent, RunEventBody } from './events.ts';

export type Emit = (body: RunEventBody) => void;

/** Stamps and masks events. A subscriber that throws does not disturb the run. */
export function createEmitter(
  run: { runId: string; slug: string },
  clock: ClockPort,
  masker: Masker,
  onEvent: ((event: RunEvent) => void) | undefined,
): Emit {
  if (onEvent === undefined) return () => {};
  return (body) => {
    const event = { version: 1, ...run, time: new Date(clock.now()).toISOString(), ...body };
    try {
      const answer: unknown = onEvent(masker.mask(event as unknown as Json) as unknown as RunEvent);
      if (answer instanceof Promise) answer.catch(ignoreTrouble);
    } catch {
      ignoreTrouble();
    }
  };
}

/** The subscriber's own: a progress display must never fail a run. */
function ignoreTrouble(): void {}

export function summarizeError(error: GenieError): ErrorSummary {
  return { code: error.code, message: error.message, ...(error.detail === undefined ? {} : { detail: error.detail }) };
}
