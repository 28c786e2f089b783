import { GenieError, type GenieErrorOptions } from '../errors.ts';
import type { PortName } from './ports.ts';

/**
 * A service refused, failed or could not be reached.
 *
 * Codes in use: `COLLECTION_NOT_FOUND`, `ITEM_NOT_FOUND`, `FIELD_NOT_FOUND`, `FORBIDDEN`, `NOT_UNIQUE`, `VALIDATION_FAILED`,
 * `INVALID_QUERY`, `INVALID_PAYLOAD`, `INVALID_CREDENTIALS`, `RATE_LIMITED`, `TIER_LIMIT`, `UNAVAILABLE` (refused, unknown
 * host), `CONNECTION_LOST` (after the request was sent), `BAD_ANSWER` (nonsense came back), `HTTP_STATUS`,
 * `ADDRESS_FORBIDDEN`, `INVALID_URL`, `TOO_LARGE`, `MODEL_NOT_FOUND`, `MODEL_REQUIRED`, `MODEL_FAILED`, `PROMPT_TOO_LONG`,
 * `SERVICE_NOT_CONFIGURED`.
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
  browser: 'Run the flow with --stub browser, or with --dry-run.',
  queue: 'Set REDIS_URL, or run the flow with --stub queue.',
  credentials: 'Set CREDENTIALS_ENC_KEY_B64, or run the flow with --stub browser.',
};

/** A flow needs a service that nobody has set up. */
export function serviceNotConfigured(service: PortName, detail = HELP[service]): ServiceError {
  return new ServiceError(service, 'SERVICE_NOT_CONFIGURED', `The service "${service}" is not configured`, {
    isRetryable: false,
    ...(detail === undefined ? {} : { detail }),
  });
}
