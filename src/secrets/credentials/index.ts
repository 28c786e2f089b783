export { readCredentialsKey } from './credentials-key.ts';
export { decryptJson, encryptJson } from './encrypt-json.ts';
export type { Envelope } from './envelope.ts';
export { invalidCredentials } from './invalid-credentials.ts';
