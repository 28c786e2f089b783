import { z } from 'zod';
import type { Json, JsonObject } from '../json.ts';
import { ServiceError, type HttpAnswer } from '../ports/index.ts';
import type { StepContext } from '../step.ts';
import { callOf } from './call-of.ts';
import { httpUrl, shownUrl } from './http-url.ts';
import { jsonValue, textLike } from './json-settings.ts';
import { addNamedSecrets } from './secret-names.ts';
import { stepBehaviours } from './step-behaviours.ts';

/** A step's result is at most 5 MB, so a longer answer could not be kept anyway. */
const MAX_BYTES = 5_000_000;

/** Refusals: a server that answers so has not begun. */
const REFUSING_STATUSES = new Set([501, 503]);

const RETRYABLE_STATUSES = new Set([408, 425, 429]);

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** The settings of both spellings. */
const httpSettings = z.strictObject({
  url: httpUrl.describe(
    'Where to, http or https. Addresses inside the own network are refused unless the configuration allows them.',
  ),
  method: z
    .enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
    .default('GET')
    .describe('The HTTP method.'),
  headers: z
    .record(
      textLike(/^[\w!#$%&'*+.^`|~-]+$/, 'must be the name of a header'),
      z.union([z.string(), z.number()]).transform(String),
    )
    .optional()
    .describe('Request headers. Values of headers such as `Authorization` are masked everywhere.'),
  query: z
    .record(z.string(), z.union([scalar, z.array(scalar)]))
    .optional()
    .describe('Added to the query of the URL; a list repeats its name, `null` leaves it out.'),
  body: jsonValue.optional().describe('An object or a list goes out as JSON, a text as it is.'),
  fail_on_status: z.boolean().default(true).describe('Whether a status of 400 or more fails the step.'),
  max_bytes: z.int().min(1).max(MAX_BYTES).default(MAX_BYTES).describe('The longest answer to accept, in bytes.'),
});

const httpResult = z.strictObject({
  status: z.int().describe('The HTTP status.'),
  ok: z.boolean().describe('Whether the status is from 200 to 299.'),
  headers: z.record(z.string(), z.string()).describe('Answer headers; the names are in lower case.'),
  body: jsonValue.describe('Parsed when it is JSON, else text.'),
});

type HttpSettings = z.output<typeof httpSettings>;

/** One request. Rejects with `HTTP_STATUS` (429: `RATE_LIMITED`) for an error status, unless `fail_on_status` is off. */
async function httpRequest(settings: HttpSettings, context: StepContext<'http'>): Promise<HttpAnswer> {
  const { method, headers = {}, body, fail_on_status: isStatusChecked, max_bytes: maxBytes } = settings;
  addNamedSecrets(headers, context);
  addNamedSecrets(settings.query, context);
  const url = withQuery(settings.url, settings.query);
  if (url.password !== '') context.addSecret(meantBy(url.password));
  const request = {
    url: url.href,
    method,
    headers,
    maxBytes,
    ...(body === undefined ? {} : { body }),
  };
  const answer = await context.ports.http.request(request, callOf(context));
  addNamedSecrets(answer.headers, context);
  if (isStatusChecked && answer.status >= 400) throw statusError(settings, answer);
  return answer;
}

/** What a request gives in a dry run. */
function stubHttpAnswer(): HttpAnswer {
  return { status: 200, ok: true, headers: {}, body: {} };
}

/** The whole step but for its name: `http_request` and `http` are two spellings of it. */
export const httpStep = {
  summary: 'Make an HTTP request.',
  needs: ['http'],
  ...stepBehaviours.http,
  config: httpSettings,
  result: httpResult,
  example: { url: 'https://api.example.com/webhook', method: 'POST', body: { event: 'post_created' } },
  absence: { body: 'omit', headers: 'omit', query: 'omit' },
  taint: { source: 'external', sinks: { url: 'url', headers: 'outgoing', query: 'outgoing', body: 'outgoing' } },
  takesIdempotencyKey: ({ url }: HttpSettings, { http }: StepContext<'http'>['ports']) =>
    http.takesIdempotencyKey?.(url) ?? false,
  run: httpRequest,
  stub: stubHttpAnswer,
} as const;

function withQuery(text: string, query: HttpSettings['query']): URL {
  const url = new URL(text);
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const entry of [value].flat()) {
      if (entry !== null) url.searchParams.append(name, String(entry));
    }
  }
  return url;
}

/** A part of a URL without its encoding; a percent sign may also stand for itself. */
function meantBy(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function statusError({ method, url }: HttpSettings, { status, headers, body }: HttpAnswer): ServiceError {
  const retryAfterMs = retryAfter(headers['retry-after']);
  const data: JsonObject = { status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  return new ServiceError(
    'http',
    status === 429 ? 'RATE_LIMITED' : 'HTTP_STATUS',
    `${method} ${shownUrl(url)} answered with status ${status}`,
    {
      isRetryable: RETRYABLE_STATUSES.has(status) || status >= 500,
      isOutcomeUnknown: status >= 500 && !REFUSING_STATUSES.has(status),
      detail: `The answer: ${shownBody(body)}`,
      data,
    },
  );
}

/** `Retry-After` in whole seconds; the form with a date depends on two clocks and is left alone. */
function retryAfter(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header.trim()) ? Number(header) * 1000 : undefined;
}

function shownBody(body: Json): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}
