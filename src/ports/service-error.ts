import { GenieError, type GenieErrorOptions } from '../errors.ts';
import type { PortName } from './ports.ts';

/**
 * A service refused, failed or could not be reached.
 *
 * Codes in use: `COLLECTION_NOT_FOUND`, `ITEM_NOT_FOUND`, `FIELD_NOT_FOUND`, `FORBIDDEN`, `NOT_UNIQUE`, `VALIDATION_FAILED`,
 * `INVALID_QUERY`, `INVALID_PAYLOAD`, `INVALID_CREDENTIALS`, `RATE_LIMITED`, `TIER_LIMIT`, `UNAVAILABLE` (refused, unknown
 * host), `CONNECTION_LOST` (after the request was sent), `BAD_ANSWER` (nonsense came back), `HTTP_STATUS`,
 * `ADDRESS_FORBIDDEN`, `INVALID_URL`, `TOO_LARGE`, `MODEL_NOT_FOUND`, `MODEL_REQUIRED`, `MODEL_FAILED`, `PROMPT_TOO_LONG`,
 * `SERVICE_NOT_CONFIGURED`, `TIMEOUT`, `NOT_SUPPORTED`.
 *
 * Of browsers: `BROWSER_NOT_FOUND`, `BROWSER_TOO_OLD`, `BROWSER_START_FAILED`, `BROWSER_FAILED`, `SESSION_NOT_FOUND`,
 * `SESSION_LOST`, `NAVIGATION_FAILED`, `ELEMENT_NOT_FOUND`, `ACT_FAILED`, `FORMAT_MISMATCH`, `COOKIE_INVALID`, `INVALID_DOMAIN`.
 *
 * Of rows of flows: `RECORD_NOT_UNIQUE` (a slug is taken), `CHANGE_OVERWRITTEN` (several wrote at the same moment, and it could not
 * be put right).
 *
 * Of queues: `JOB_NOT_FAILED`. What belongs to no step's port comes as a `GenieError`: `JOB_INVALID`, `JOURNAL_UNAVAILABLE`, and of
 * media jobs `MEDIA_JOB_INVALID`, `MEDIA_JOB_ROW_MISSING`, `MEDIA_PARAMS_INVALID`, `MEDIA_KIND_WRONG`, `MEDIA_FILE_NOT_FOUND`,
 * `MEDIA_FORMAT_UNSUPPORTED`, `MEDIA_BROKEN`, `MEDIA_TOO_LARGE`, `MEDIA_TOOL_MISSING`, `MEDIA_TIMEOUT`, `MEDIA_FAILED`.
 */
export class ServiceError extends GenieError {
  readonly service: PortName;

  constructor(service: PortName, code: string, message: string, options: GenieErrorOptions = {}) {
    super(code, message, options);
    this.service = service;
  }
}

const HELP: Partial<Record<PortName, string>> = {
  directus:
    'Set DIRECTUS_URL and DIRECTUS_TOKEN (or DIRECTUS_EMAIL and DIRECTUS_PASSWORD), or unset DIRECTUS_URL to use the embedded store.',
  model: 'Start Ollama and set OLLAMA_HOST if it is not at http://127.0.0.1:11434.',
  browser: 'Install Chromium or set CHROME_PATH, or set STAGEHAND_URL, or run the flow with --stub browser.',
  queue: 'Set REDIS_URL, such as redis://localhost:6379, or run the flow with --stub queue.',
  credentials:
    'Set CREDENTIALS_ENC_KEY_B64 to the key that the cookies were stored with (base64 of 32 bytes), or run the flow with --stub browser.',
};

/** A flow needs a service that nobody has set up. */
export function serviceNotConfigured(service: PortName, detail = HELP[service]): ServiceError {
  return new ServiceError(service, 'SERVICE_NOT_CONFIGURED', `The service "${service}" is not configured`, {
    isRetryable: false,
    ...(detail === undefined ? {} : { detail }),
  });
}
