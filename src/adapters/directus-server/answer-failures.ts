import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { ServiceError } from '../../ports/index.ts';
import { badAnswer } from './connection-failures.ts';
import { shownValue } from './shown-value.ts';

/** The codes of Directus's own errors (`extensions.code`) and ours. Its texts differ from version to version. */
const CODES: Readonly<Record<string, string>> = {
  RECORD_NOT_UNIQUE: 'NOT_UNIQUE',
  FAILED_VALIDATION: 'VALIDATION_FAILED',
  NOT_NULL_VIOLATION: 'VALIDATION_FAILED',
  CONTAINS_NULL_VALUES: 'VALIDATION_FAILED',
  VALUE_OUT_OF_RANGE: 'VALIDATION_FAILED',
  VALUE_TOO_LONG: 'VALIDATION_FAILED',
  INVALID_FOREIGN_KEY: 'VALIDATION_FAILED',
  INVALID_QUERY: 'INVALID_QUERY',
  INVALID_PAYLOAD: 'INVALID_PAYLOAD',
  UNPROCESSABLE_CONTENT: 'INVALID_PAYLOAD',
  UNSUPPORTED_MEDIA_TYPE: 'INVALID_PAYLOAD',
  CONTENT_TOO_LARGE: 'TOO_LARGE',
  INVALID_CREDENTIALS: 'INVALID_CREDENTIALS',
  INVALID_TOKEN: 'INVALID_CREDENTIALS',
  INVALID_OTP: 'INVALID_CREDENTIALS',
  USER_SUSPENDED: 'INVALID_CREDENTIALS',
  TOKEN_EXPIRED: 'INVALID_CREDENTIALS',
  FORBIDDEN: 'FORBIDDEN',
  LIMIT_EXCEEDED: 'TIER_LIMIT',
  RESOURCE_RESTRICTED: 'TIER_LIMIT',
  REQUESTS_EXCEEDED: 'RATE_LIMITED',
  SERVICE_UNAVAILABLE: 'UNAVAILABLE',
};

/** Where Directus gave no reason of its own, the status speaks. */
const CODE_OF_STATUS: Readonly<Record<number, string>> = {
  401: 'INVALID_CREDENTIALS',
  403: 'FORBIDDEN',
  413: 'TOO_LARGE',
  429: 'RATE_LIMITED',
  503: 'UNAVAILABLE',
};

const FINAL_CODES = new Set(
  'NOT_UNIQUE VALIDATION_FAILED INVALID_QUERY INVALID_PAYLOAD TOO_LARGE INVALID_CREDENTIALS FORBIDDEN TIER_LIMIT'.split(
    ' ',
  ),
);

const TIER_PREFIX = 'tier_limit:';
const EXCERPT_CHARACTERS = 300;

interface ReportedError {
  message: string;
  code: string;
  extensions: JsonObject;
}

/** An answer with an error status, or one that holds errors, as an error of ours. `data` has `status` and Directus's own code. */
export function answerFailure(address: string, status: number, headers: Headers, text: string): ServiceError {
  if (status >= 300 && status < 400) return redirected(address, status, headers.get('location'));
  const reported = reportedErrors(text);
  const [first] = reported;
  const code = codeOf(status, first);
  const retryAfterMs = retryAfter(headers.get('retry-after'));
  return new ServiceError('directus', code, sentence(code, status, reported), {
    detail: detail(address, code, status, reported, text),
    data: {
      status,
      ...(first === undefined ? {} : { ...first.extensions, directusCode: first.code }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    },
    isRetryable: !FINAL_CODES.has(code) && !(code === 'HTTP_STATUS' && status < 500),
    // A row may be there although Directus failed afterwards, while it read it back.
    isOutcomeUnknown: status >= 500 && code !== 'UNAVAILABLE',
  });
}

/** The errors that an answer names, in the shape that Directus gives them. */
function reportedErrors(text: string): ReportedError[] {
  let body: Json;
  try {
    body = JSON.parse(text) as Json;
  } catch {
    // A page or a line of text, of a server in front of Directus: the status has to do.
    return [];
  }
  const errors = isJsonObject(body) && Array.isArray(body['errors']) ? body['errors'] : [];
  return errors.filter(isJsonObject).map(({ message, extensions }) => {
    const { code = '', ...facts } = isJsonObject(extensions) ? extensions : {};
    return {
      message: typeof message === 'string' ? message : '',
      code: typeof code === 'string' ? code : '',
      extensions: facts,
    };
  });
}

function codeOf(status: number, first: ReportedError | undefined): string {
  if (first?.message.startsWith(TIER_PREFIX) === true) return 'TIER_LIMIT';
  return (first && CODES[first.code]) ?? CODE_OF_STATUS[status] ?? 'HTTP_STATUS';
}

function sentence(code: string, status: number, reported: readonly ReportedError[]): string {
  const messages = [...new Set(reported.map(({ message }) => message).filter((message) => message !== ''))];
  switch (code) {
    case 'NOT_UNIQUE':
      return notUnique(reported[0]!.extensions);
    case 'FORBIDDEN':
      return 'Directus does not allow this';
    case 'INVALID_CREDENTIALS':
      return 'Directus does not accept the credentials';
    case 'RATE_LIMITED':
      return 'Directus is asked too often';
    case 'UNAVAILABLE':
      return 'Directus cannot answer just now';
    case 'TOO_LARGE':
      return 'Directus finds the request too large';
    case 'TIER_LIMIT':
      return tierLimit(messages[0] ?? '');
    case 'HTTP_STATUS':
      return `Directus answered with status ${status}`;
    default:
      return messages.join(' ') || `Directus refused the request (${code})`;
  }
}

/** What the platform writes behind its prefix is meant for the user. */
function tierLimit(message: string): string {
  const said = message.startsWith(TIER_PREFIX) ? message.slice(TIER_PREFIX.length).trim() : message;
  return said || 'The limit of the plan is reached';
}

function notUnique({ collection, field, value }: JsonObject): string {
  const shown = value === undefined || value === null ? '' : ` ${shownValue(value)}`;
  const place = typeof collection === 'string' ? ` in collection "${collection}"` : '';
  return `Value${shown} for field ${shownValue(field)}${place} has to be unique.`;
}

function detail(
  address: string,
  code: string,
  status: number,
  reported: readonly ReportedError[],
  text: string,
): string {
  const said = reported.map(({ message, code: own }) => [own, message].filter(Boolean).join(': ')).join('\n');
  const answer = said || text.trim().slice(0, EXCERPT_CHARACTERS) || 'nothing else';
  return [`${address} answered ${status}: ${answer}`, HELP[code]].filter(Boolean).join('\n');
}

const HELP: Readonly<Record<string, string>> = {
  INVALID_CREDENTIALS: 'Look at DIRECTUS_TOKEN, or at DIRECTUS_EMAIL and DIRECTUS_PASSWORD.',
  FORBIDDEN: 'Give the account of DIRECTUS_TOKEN a policy that allows it: Settings, Access Policies.',
  TOO_LARGE: 'Send less at once, or raise MAX_PAYLOAD_SIZE of Directus (1mb unless set).',
  TIER_LIMIT: 'The plan of the account or the licence of Directus has no more of it.',
  RATE_LIMITED: 'Ask less often, or raise RATE_LIMITER_POINTS of Directus.',
};

function redirected(address: string, status: number, location: string | null): ServiceError {
  const error = badAnswer(address, `a redirect (status ${status})`);
  return new ServiceError('directus', 'BAD_ANSWER', error.message, {
    detail: `${address} sends requests on to ${location ?? 'nowhere'}. If that is where Directus is, set DIRECTUS_URL to it; if it is a login page, something in front of Directus keeps us out.`,
    data: { status, ...(location === null ? {} : { location }) },
    isRetryable: false,
  });
}

/** `Retry-After` in whole seconds; the form with a date depends on two clocks and is left alone. */
function retryAfter(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header.trim()) ? Number(header) * 1000 : undefined;
}
