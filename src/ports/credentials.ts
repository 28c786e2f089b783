import type { Json } from '../json.ts';
import type { Cookie } from './browser.ts';

/** Decrypts what the browser extension stored in `platform_sessions`. */
export interface CredentialsPort {
  /** `stored` is `{ "enc": "v1:…" }` or the bare text. Rejects with `CREDENTIALS_INVALID`, never naming a value. */
  decryptCookies(stored: Json): Promise<Cookie[]>;
}
