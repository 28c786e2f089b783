import { GenieError } from '../../errors.ts';
import { describeRedisFailure } from '../redis/redis-failure.ts';
import { redisPlace } from '../redis/redis-place.ts';

/** `JOURNAL_UNAVAILABLE`: the journal in Redis cannot be used; the detail names the place and the way out. */
export function journalUnavailable(url: string, thrown: unknown): GenieError {
  if (thrown instanceof GenieError) return thrown;
  const { reason, help } = describeRedisFailure(thrown) ?? {
    reason: `failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    help: 'Look at the log of Redis.',
  };
  return new GenieError('JOURNAL_UNAVAILABLE', `The journal cannot be used: Redis ${reason}`, {
    detail: `Redis: ${redisPlace(url)}. ${help}`,
    isRetryable: false,
    cause: thrown,
  });
}

const REFUSALS: Readonly<Record<string, string>> = {
  RUN_EXISTS: 'is in the journal already',
  RUN_NOT_FOUND: 'is not in the journal',
  RUN_ACTIVE: 'is running in another process',
  RUN_FINISHED: 'has ended successfully',
  RUN_TAKEN_OVER: 'was taken over by another process',
};

/** What the journal answers when it does not take a record: the answer is the code. */
export function runRefused(code: string, runId: string): GenieError {
  return new GenieError(code, `Run ${runId} ${REFUSALS[code] ?? 'was refused by the journal'}`, {
    data: { runId },
    isRetryable: false,
  });
}
