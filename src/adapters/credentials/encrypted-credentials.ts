import type { CredentialsPort } from '../../ports/index.ts';
import { decryptJson, readCredentialsKey } from '../../secrets/credentials/index.ts';
import { readCookies } from './read-cookies.ts';

export interface EncryptedCredentialsOptions {
  /** `CREDENTIALS_ENC_KEY_B64`: base64 of 32 bytes. */
  key: string;
}

/** Cookies that were stored with AES-256-GCM, in the form that browsers take. Throws `CREDENTIALS_KEY_INVALID` at once. */
export function encryptedCredentials(options: EncryptedCredentialsOptions): CredentialsPort {
  const key = readCredentialsKey(options.key);
  return {
    async decryptCookies(stored) {
      return readCookies(decryptJson(stored, key)).cookies;
    },
  };
}
