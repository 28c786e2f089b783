import { expect, test } from 'vitest';
import { encryptedCredentials } from '../../../src/adapters/credentials/index.ts';
import { encryptJson, readCredentialsKey } from '../../../src/secrets/credentials/index.ts';

const KEY = Buffer.alloc(32, 3).toString('base64');

test('decrypts stored cookies into the form that browsers take', async () => {
  const stored = encryptJson([{ name: 'a', value: '1', domain: '.x.com', hostOnly: false }], readCredentialsKey(KEY));
  await expect(encryptedCredentials({ key: KEY }).decryptCookies({ ...stored })).resolves.toEqual([
    { name: 'a', value: '1', domain: '.x.com', path: '/' },
  ]);
});

test('refuses what is not cookies', async () => {
  const stored = encryptJson({ password: 'x', tries: 1 }, readCredentialsKey(KEY));
  await expect(encryptedCredentials({ key: KEY }).decryptCookies({ ...stored })).rejects.toMatchObject({
    code: 'CREDENTIALS_INVALID',
  });
});

test('says at once that the key is wrong', () => {
  expect(() => encryptedCredentials({ key: 'c2hvcnQ=' })).toThrow('holds 5 bytes instead of 32');
});
