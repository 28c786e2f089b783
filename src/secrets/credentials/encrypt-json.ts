import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Json } from '../../json.ts';
import { readEnvelope, TAG_BYTES, writeEnvelope, type Envelope } from './envelope.ts';
import { invalidCredentials } from './invalid-credentials.ts';

const ALGORITHM = 'aes-256-gcm';

/** What NIST SP 800-38D recommends for GCM. */
const IV_BYTES = 12;

/** Encrypts a value with AES-256-GCM and a new IV. `key`: 32 bytes. */
export function encryptJson(value: Json, key: Uint8Array): Envelope {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
  const ciphertext = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return writeEnvelope({ iv, tag: cipher.getAuthTag(), ciphertext });
}

/**
 * Decrypts what `encryptJson` or the platform's browser extension stored. Throws `CREDENTIALS_INVALID` when it was changed,
 * when it was encrypted with another key, or when it is no JSON inside; the error holds nothing of it.
 */
export function decryptJson(stored: Json, key: Uint8Array): Json {
  const { iv, tag, ciphertext } = readEnvelope(stored);
  const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(tag);
  let plain: Buffer;
  try {
    plain = Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch (cause) {
    throw invalidCredentials('they were changed or encrypted with another key', {
      detail: 'Look whether CREDENTIALS_ENC_KEY_B64 is the key of the program that stored them.',
      cause,
    });
  }
  try {
    return JSON.parse(plain.toString('utf8')) as Json;
  } catch {
    // The parser's complaint quotes what it read.
    throw invalidCredentials('what was encrypted is not JSON');
  }
}
