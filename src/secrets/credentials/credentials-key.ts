import { UsageError } from '../../errors.ts';

/** AES-256 takes keys of this many bytes. */
const KEY_BYTES = 32;

const WAY_OUT = 'Make one: openssl rand -base64 32. Every program that reads the stored cookies needs the same key.';

/**
 * The key that `CREDENTIALS_ENC_KEY_B64` holds: base64 of 32 bytes, padded or not. Throws `CREDENTIALS_KEY_INVALID`, which
 * tells how long the value is and never what it is.
 */
export function readCredentialsKey(base64: string): Uint8Array {
  const text = base64.trim();
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) throw invalidKey('is not base64');
  if (/^[0-9a-f]{64}$/i.test(text)) throw invalidKey('is written in hex, not in base64');
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES) throw invalidKey(`holds ${key.length} bytes instead of ${KEY_BYTES}`);
  return key;
}

function invalidKey(what: string): UsageError {
  return new UsageError('CREDENTIALS_KEY_INVALID', `CREDENTIALS_ENC_KEY_B64 ${what}`, { detail: WAY_OUT });
}
