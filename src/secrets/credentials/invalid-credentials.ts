import { GenieError } from '../../errors.ts';

/** What is stored cannot be used. `reason` must not quote any of it; neither may a `cause`. */
export function invalidCredentials(
  reason: string,
  { detail, cause }: { detail?: string; cause?: unknown } = {},
): GenieError {
  return new GenieError('CREDENTIALS_INVALID', `The stored credentials cannot be used: ${reason}`, {
    isRetryable: false,
    ...(detail === undefined ? {} : { detail }),
    ...(cause === undefined ? {} : { cause }),
  });
}
