import type { GenieError } from '../errors.ts';
import type { RetryPolicy } from '../flow/index.ts';

/**
 * How long to wait before the next try, in milliseconds: full jitter, so that many runs do not come back together, but at
 * least as long as the service asked for (`retryAfterMs`), as far as the policy's longest wait allows.
 *
 * @param failedAttempt counted from 1
 * @param random from 0 to 1
 */
export function retryDelayMs(policy: RetryPolicy, failedAttempt: number, error: GenieError, random: number): number {
  const growth = policy.backoff === 'exponential' ? 2 ** (failedAttempt - 1) : 1;
  const ceiling = Math.min(policy.maxDelayMs, policy.delayMs * growth);
  const asked = error.data['retryAfterMs'];
  return Math.round(Math.max(random * ceiling, Math.min(typeof asked === 'number' ? asked : 0, policy.maxDelayMs)));
}
