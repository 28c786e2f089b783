import { ServiceError } from '../../ports/index.ts';

/** Nobody opened such a session, or it was closed. */
export function sessionNotFound(sessionId: string): ServiceError {
  return new ServiceError('browser', 'SESSION_NOT_FOUND', 'There is no such browser session', {
    detail: `The session "${sessionId}" was never opened here, or it has been closed. A session ends with the run that opened it.`,
    data: { sessionId },
    isRetryable: false,
  });
}

/** The browser ended, crashed or stopped answering. What was being done may have happened or not. */
export function sessionLost(sessionId: string, cause?: unknown): ServiceError {
  return new ServiceError('browser', 'SESSION_LOST', 'The browser of this session has ended', {
    detail: 'Chromium crashed, was ended from outside or stopped answering. Open a new session.',
    data: { sessionId },
    isRetryable: false,
    isOutcomeUnknown: true,
    ...(cause === undefined ? {} : { cause }),
  });
}

export function startFailed(executable: string, cause: unknown): ServiceError {
  return new ServiceError('browser', 'BROWSER_START_FAILED', 'The browser could not be started', {
    detail: `${executable}: ${textOf(cause)}. Try "${executable} --headless --dump-dom about:blank"; what it prints names the reason.`,
    cause,
  });
}

export function chromiumNotFound(looked: readonly string[], installation: string): ServiceError {
  return new ServiceError('browser', 'BROWSER_NOT_FOUND', 'No Chromium or Chrome was found', {
    detail: `${installation}, or set CHROME_PATH to its executable. Looked for: ${looked.join(', ')}.`,
    data: { looked },
    isRetryable: false,
  });
}

export function chromiumTooOld(executable: string, version: number, leastVersion: number): ServiceError {
  return new ServiceError('browser', 'BROWSER_TOO_OLD', `Chromium ${version} is too old; ${leastVersion} is needed`, {
    detail: `${executable} is version ${version}. Update it, or set CHROME_PATH to another one.`,
    data: { version, leastVersion },
    isRetryable: false,
  });
}

export function invalidAddress(message: string): ServiceError {
  return new ServiceError('browser', 'INVALID_URL', message, {
    detail: 'A page has a whole address that begins with http:// or https://.',
    isRetryable: false,
  });
}

export function domainForbidden(host: string, allowedDomains: readonly string[], cause?: unknown): ServiceError {
  return new ServiceError('browser', 'ADDRESS_FORBIDDEN', `The host ${host} is not among the allowed domains`, {
    detail: `This session may open ${allowedDomains.join(', ')}. Add the host to allowed_domains if it is meant; "*.example.com" covers subdomains.`,
    data: { host, allowedDomains },
    isRetryable: false,
    ...(cause === undefined ? {} : { cause }),
  });
}

export function domainInvalid(pattern: string): ServiceError {
  return new ServiceError('browser', 'INVALID_DOMAIN', `"${pattern}" is not a domain`, {
    detail:
      'Write allowed_domains as host names without scheme and port: "example.com", or "*.example.com" for subdomains.',
    isRetryable: false,
  });
}

/** The browser shows its own error page. `reason` is its code, such as `ERR_CONNECTION_REFUSED`. */
export function notReached(host: string, reason: string | undefined): ServiceError {
  const known = reason === undefined ? undefined : REASONS[reason];
  return new ServiceError('browser', 'NAVIGATION_FAILED', `${host} could not be reached`, {
    detail: [known, reason].filter(Boolean).join(' ') || 'The browser gave no reason.',
    data: { status: null, ...(reason === undefined ? {} : { reason }) },
  });
}

const REASONS: Readonly<Record<string, string>> = {
  ERR_CONNECTION_REFUSED: 'Nothing listens there.',
  ERR_NAME_NOT_RESOLVED: 'The name of the host is not known.',
  ERR_CONNECTION_RESET: 'The server hung up.',
  ERR_EMPTY_RESPONSE: 'The server hung up without an answer.',
  ERR_CONNECTION_TIMED_OUT: 'The server did not answer in time.',
  ERR_INTERNET_DISCONNECTED: 'This machine has no network.',
  ERR_CERT_AUTHORITY_INVALID: 'Its certificate comes from an unknown authority.',
  ERR_CERT_DATE_INVALID: 'Its certificate has expired.',
  ERR_CERT_COMMON_NAME_INVALID: 'Its certificate is for another name.',
  ERR_TOO_MANY_REDIRECTS: 'It redirects in a circle.',
  ERR_UNSAFE_PORT: 'Browsers refuse to use this port.',
};

export function httpStatus(host: string, status: number): ServiceError {
  const mayPass = status >= 500 || [408, 425, 429].includes(status);
  return new ServiceError('browser', 'HTTP_STATUS', `${host} answered with status ${status}`, {
    data: { status },
    isRetryable: mayPass,
  });
}

export function tooSlow(what: string, limitMs: number, isOutcomeUnknown: boolean): ServiceError {
  return new ServiceError('browser', 'TIMEOUT', `${what} took longer than ${limitMs / 1000} s`, { isOutcomeUnknown });
}

/** Something went wrong after the model had chosen: whether the page changed is not known. */
export function actionUncertain(cause: unknown): ServiceError {
  return new ServiceError('browser', 'ACT_FAILED', 'The action failed while it was carried out', {
    detail: `${textOf(cause)} Whether it took effect is not known, so it is not tried again by itself.`,
    isRetryable: false,
    isOutcomeUnknown: true,
    cause,
  });
}

export function browserFailed(what: string, cause: unknown): ServiceError {
  return new ServiceError('browser', 'BROWSER_FAILED', `The browser could not ${what}`, {
    detail: textOf(cause),
    cause,
  });
}

export function elementNotFound(selector: string): ServiceError {
  return new ServiceError('browser', 'ELEMENT_NOT_FOUND', 'Nothing on the page fits the selector', {
    detail: `Selector: ${selector}. It is CSS, or XPath when it begins with "xpath=".`,
  });
}

/** Steps that use a browser name no model, so what the model says of itself would lead nowhere. */
export function browserModelRequired(cause: ServiceError): ServiceError {
  return new ServiceError('browser', 'MODEL_REQUIRED', 'No model is configured for the browser', {
    detail: 'Set STAGEHAND_MODEL, or OLLAMA_MODEL, to the name of a model on Ollama, such as "qwen2.5:7b".',
    isRetryable: false,
    cause,
  });
}

export function pageTooLong(cause: ServiceError): ServiceError {
  return new ServiceError('browser', 'PROMPT_TOO_LONG', 'The page is too long for the model', {
    detail: `Give the step a "selector" that names the part of the page that matters. ${cause.message}.`,
    data: cause.data,
    isRetryable: false,
    cause,
  });
}

export function answerMismatch(problems: readonly string[], answer: string): ServiceError {
  return new ServiceError('browser', 'FORMAT_MISMATCH', `The model's answer cannot be used: ${problems.join('; ')}`, {
    detail: `The model was asked twice. Its last answer began with: ${answer.slice(0, 200)}`,
    data: { problems },
  });
}

export function cookieInvalid(name: string, reason: string): ServiceError {
  return new ServiceError('browser', 'COOKIE_INVALID', `The cookie "${name}" cannot be set: ${reason}`, {
    isRetryable: false,
  });
}

function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
