import type { GenieErrorOptions } from '../../errors.ts';
import { ServiceError } from '../../ports/index.ts';

/** A connection that never came to be, or broke. `server` is its address without credentials. */
export function connectionFailed(server: string, cause: unknown): ServiceError {
  const code = codeOf(cause);
  if (['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(code)) {
    return failure('CONNECTION_LOST', 'The browser server closed the connection without an answer', {
      detail: `${server} hung up; whether the request took effect is not known.`,
      isOutcomeUnknown: true,
      cause,
    });
  }
  return failure('UNAVAILABLE', 'The browser server cannot be reached', {
    detail: `Nothing answers at ${server} (${code}). Start it, correct STAGEHAND_URL, or unset STAGEHAND_URL to use a local Chromium.`,
    cause,
  });
}

export function badAnswer(server: string, what: string): ServiceError {
  return failure('BAD_ANSWER', `The browser server answered with ${what}`, {
    detail: `Is ${server} a Stagehand server? "stagehand.routes" in the configuration says which of its addresses are used.`,
    isOutcomeUnknown: true,
  });
}

/** An answer with an error status; `message` is the server's own word, when it had one. */
export function refused(server: string, status: number, message: string | undefined): ServiceError {
  const said = message === undefined ? '' : `: ${message}`;
  const data = { status };
  if (status === 401 || status === 403) {
    return failure('INVALID_CREDENTIALS', 'The browser server refuses the credentials', {
      detail: `${server} answered with status ${status}${said}. They belong into STAGEHAND_URL: http://user:password@host.`,
      data,
      isRetryable: false,
    });
  }
  if (status === 429) return failure('RATE_LIMITED', `The browser server is busy${said}`, { data });
  const isOutcomeUnknown = status >= 500;
  return failure('BROWSER_FAILED', `The browser server failed with status ${status}${said}`, {
    data,
    isOutcomeUnknown,
    isRetryable: status >= 500,
    ...(status === 404 || status === 405
      ? { detail: `${server} does not know this address; "stagehand.routes" in the configuration can name another.` }
      : {}),
  });
}

export function notOffered(what: string): ServiceError {
  return failure('NOT_SUPPORTED', `The browser server does not offer ${what}`, {
    detail:
      'If it does, name the route in "stagehand.routes"; or unset STAGEHAND_URL to use a local Chromium, which does.',
    isRetryable: false,
  });
}

export function tooSlow(limitMs: number): ServiceError {
  return failure('TIMEOUT', `The browser server did not answer within ${limitMs / 1000} s`, { isOutcomeUnknown: true });
}

function failure(code: string, message: string, options: GenieErrorOptions): ServiceError {
  return new ServiceError('browser', code, message, options);
}

function codeOf(cause: unknown): string {
  const { code, cause: inner, message } = cause as { code?: unknown; cause?: unknown; message?: unknown };
  if (typeof code === 'string') return code;
  return inner === undefined || inner === null ? String(message) : codeOf(inner);
}
