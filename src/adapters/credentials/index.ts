export { encryptedCredentials } from './encrypted-credentials.ts';
export type { EncryptedCredentialsOptions } from './encrypted-credentials.ts';
export { readCookies } from './read-cookies.ts';
export type { ReadCookies } from './read-cookies.ts';
