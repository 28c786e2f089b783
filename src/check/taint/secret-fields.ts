import type { StepNode } from '../model/index.ts';

/** Fields that hold a credential whatever they are read from. */
const CREDENTIALS: ReadonlySet<string | number | undefined> = new Set([
  'access_token',
  'accessToken',
  'refresh_token',
  'refreshToken',
  'auth_token',
  'authToken',
  'bearer_token',
  'bearerToken',
  'session_token',
  'sessionToken',
  'client_secret',
  'clientSecret',
  'secret_key',
  'secretKey',
  'private_key',
  'privateKey',
  'api_key',
  'apiKey',
  'apikey',
  'api-key',
  'password',
  'passwd',
  'credentials',
  'encrypted_credentials',
  'cookies',
  'cookie',
]);

/** Fields of a row with a login that say nothing about the login itself. */
const HARMLESS =
  /^(?:id|status|state|platform|provider|username|handle|name|url|domain|is_\w+|has_\w+|\w+_(?:at|on|id|count|date|status|version)|expires|created|updated)$/i;

export function isCredentialField(field: string | number | undefined): boolean {
  return CREDENTIALS.has(field);
}

/** Whether what a reference reads of rows of a secret collection can be the secret itself. */
export function isSecretOfRow(fields: readonly (string | number)[], { step }: StepNode): boolean {
  const field = fields.find((part) => typeof part === 'string');
  if (field !== undefined) return !HARMLESS.test(field);
  const selected = namesOf(step.config['fields']);
  return selected === undefined || !selected.every((name) => HARMLESS.test(name));
}

function namesOf(fields: unknown): readonly string[] | undefined {
  if (typeof fields === 'string') return fields.split(',').map((name) => name.trim());
  if (!Array.isArray(fields)) return undefined;
  return fields.every((name) => typeof name === 'string') ? fields : undefined;
}
