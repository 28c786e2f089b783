import { GenieError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { endsRun, type StepContext } from '../step.ts';

export interface SideBySide {
  count: number;
  /** How many run at the same time. */
  concurrency: number;
  /** `fail`: the first failure stops the others. `continue`: a failed one leaves `null`. */
  onError: 'fail' | 'continue';
  run(index: number, signal: AbortSignal): Promise<JsonObject>;
}

/**
 * Runs numbered pieces of work, a few at a time; results in their order. When one fails for good, or ends the flow, the
 * others are aborted and waited for before its error is passed on: nothing runs on behind the run's back.
 */
export async function runSideBySide(
  work: SideBySide,
  context: Pick<StepContext, 'signal' | 'progress' | 'warn'>,
): Promise<Array<JsonObject | null>> {
  const { count, concurrency, onError } = work;
  const results: Array<JsonObject | null> = Array.from({ length: count }, () => null);
  const siblings = new AbortController();
  let failure: { error: unknown } | undefined;
  let next = 0;
  let done = 0;

  async function runOne(index: number): Promise<void> {
    try {
      results[index] = await work.run(index, siblings.signal);
    } catch (error) {
      if (onError === 'continue' && isPassable(error) && !context.signal.aborted) {
        context.warn(error.code, error.message);
      } else {
        failure ??= { error };
        siblings.abort(stoppedBy(error));
      }
    }
    context.progress('items', ++done, { total: count });
  }

  async function lane(): Promise<void> {
    while (failure === undefined && next < count) await runOne(next++);
  }

  await Promise.all(Array.from({ length: Math.min(concurrency, count) }, lane));
  if (failure !== undefined) throw failure.error;
  return results;
}

function isPassable(error: unknown): error is GenieError {
  return error instanceof GenieError && !endsRun(error);
}

/** What the others are told: the failure is not theirs, and nobody knows how far they came. */
function stoppedBy(cause: unknown): GenieError {
  return new GenieError('CANCELLED', 'stopped because another list of steps ended', {
    cause,
    isRetryable: false,
    isOutcomeUnknown: true,
  });
}
