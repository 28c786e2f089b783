import { readCookies } from '../../adapters/credentials/index.ts';
import { GenieError, UsageError } from '../../errors.ts';
import type { Json } from '../../json.ts';
import { withoutUndefined } from '../../operations/without-undefined.ts';
import { serviceNotConfigured } from '../../ports/index.ts';
import { decryptJson, encryptJson, readCredentialsKey } from '../../secrets/credentials/index.ts';
import { summariseCookies, type CookieSummary } from '../credentials/summarise-cookies.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import type { Outcome } from '../outcome.ts';
import { readSecretInput } from '../read-secret-input.ts';
import { summaryText } from '../render/credentials-text.ts';
import type { Session } from '../session.ts';

/** `credentials encrypt`. */
export async function encryptCredentials(session: Session): Promise<Outcome> {
  const key = await loadKey(session);
  const input = await readSecretInput(session, 'Paste the cookies, or any JSON, in one line');
  if (input === undefined) return GIVEN_UP;
  const envelope = encryptJson(valueOf(input), key);
  return { status: EXIT_STATUS.done, json: envelope, text: JSON.stringify(envelope) };
}

/** `credentials check`. */
export async function checkCredentials(session: Session): Promise<Outcome> {
  const key = await loadKey(session);
  const input = await readSecretInput(session, 'Paste what is stored: { "enc": "v1:…" }');
  if (input === undefined) return GIVEN_UP;
  const summary = input.trim() === '' ? undefined : summaryOf(decryptJson(storedValue(input), key));
  return {
    status: EXIT_STATUS.done,
    json: { key: 'ok', ...summary },
    text: summaryText(summary),
  };
}

const GIVEN_UP: Outcome = {
  status: EXIT_STATUS.interrupted,
  json: { error: { code: 'CANCELLED', message: 'Nothing was given' } },
  text: '',
  notes: 'Nothing was given.',
};

async function loadKey(session: Session): Promise<Uint8Array> {
  const { credentialsKey } = await session.loadSettings();
  if (credentialsKey !== undefined) return readCredentialsKey(credentialsKey);
  throw serviceNotConfigured(
    'credentials',
    'Set CREDENTIALS_ENC_KEY_B64 in the environment or in .env. To make a key: openssl rand -base64 32',
  );
}

/** JSON is encrypted as it is; cookies in another form become a list, which every reader of the stored value understands. */
function valueOf(input: string): Json {
  const text = input.replace(/^\uFEFF/, '').trim();
  if (text === '') throw new UsageError('INPUT_MISSING', 'There is nothing to encrypt');
  try {
    return JSON.parse(text) as Json;
  } catch {
    // The parser's complaint quotes what it read.
  }
  if (/^[[{"]/.test(text)) throw new UsageError('JSON_BROKEN', 'The input begins like JSON and is not');
  return readCookies(text).cookies.map((cookie) => withoutUndefined(cookie));
}

/** A column's value as it is copied: the object, the text in it, or that text in quotes. */
function storedValue(input: string): Json {
  const text = input.replace(/^\uFEFF/, '').trim();
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** What was encrypted need not be cookies: profiles store passwords in the same way. */
function summaryOf(value: Json): CookieSummary | { holds: 'other' } {
  try {
    return summariseCookies(readCookies(value), Date.now());
  } catch (error) {
    if (error instanceof GenieError && error.code === 'CREDENTIALS_INVALID') return { holds: 'other' };
    throw error;
  }
}
