import { GenieError } from '../../errors.ts';
import { ServiceError } from '../../ports/index.ts';
import { describeRedisFailure } from '../redis/redis-failure.ts';
import { redisPlace } from '../redis/redis-place.ts';

/** The failure of a request to the queue as a `ServiceError`; what is one already stays as it is. */
export function queueFailure(thrown: unknown, url: string): GenieError {
  if (thrown instanceof GenieError) return thrown;
  const failure = describeRedisFailure(thrown);
  if (failure === undefined) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return new ServiceError('queue', 'INVALID_PAYLOAD', `The queue does not take the job: ${message}`, {
      cause: thrown,
      isRetryable: false,
    });
  }
  return new ServiceError('queue', failure.code, `Redis ${failure.reason}`, {
    detail: `Redis: ${redisPlace(url)}. ${failure.help}`,
    cause: thrown,
    isRetryable: failure.isRetryable,
    isOutcomeUnknown: failure.code === 'CONNECTION_LOST',
  });
}
