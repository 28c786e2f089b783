import { createCipheriv, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GenieError } from '../../../src/errors.ts';
import type { Json } from '../../../src/json.ts';
import { decryptJson, encryptJson, readCredentialsKey } from '../../../src/secrets/credentials/index.ts';

const KEY = readCredentialsKey(Buffer.alloc(32, 7).toString('base64'));
const SECRET = 'gw-session-abcdef123456';

/** As another program may have encrypted it. */
function encrypted(plain: string, ivBytes = 12, key: Uint8Array = KEY): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  return ['v1', iv.toString('hex'), cipher.getAuthTag().toString('hex'), ciphertext.toString('hex')].join(':');
}

function failure(stored: Json, key: Uint8Array = KEY): GenieError {
  try {
    decryptJson(stored, key);
  } catch (error) {
    return error as GenieError;
  }
  throw new Error('it was decrypted');
}

describe('encryptJson and decryptJson', () => {
  test('give any JSON back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (value, key) => {
        const json = JSON.parse(JSON.stringify(value)) as Json;
        expect(decryptJson({ ...encryptJson(json, key) }, key)).toEqual(json);
      }),
    );
  });

  test('write hex parts: 12 bytes of IV, 16 of tag, as many of text as there are', () => {
    const { enc } = encryptJson({ a: 1 }, KEY);
    expect(enc.split(':').map((part) => part.length)).toEqual([2, 24, 32, 2 * '{"a":1}'.length]);
  });

  test('never use an IV twice', () => {
    const ivs = Array.from({ length: 100 }, () => encryptJson(null, KEY).enc.split(':')[1]);
    expect(new Set(ivs).size).toBe(100);
  });

  test.each([8, 12, 16, 32])('read an IV of %i bytes', (bytes) => {
    expect(decryptJson(encrypted('[1]', bytes), KEY)).toEqual([1]);
  });

  test('read the object, the bare text, the object as text, and text in capitals', () => {
    const text = encrypted('{"a":1}');
    for (const stored of [
      { enc: text },
      text,
      JSON.stringify({ enc: text }),
      ` ${text}\n`,
      `v1${text.slice(2).toUpperCase()}`,
    ]) {
      expect(decryptJson(stored, KEY)).toEqual({ a: 1 });
    }
  });

  test('refuse every changed character', () => {
    const text = encrypted(JSON.stringify({ value: SECRET }));
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...'0123456789abcdef:x'.split('')), (index, character) => {
        fc.pre(text[index] !== character);
        expect(failure(text.slice(0, index) + character + text.slice(index + 1)).code).toBe('CREDENTIALS_INVALID');
      }),
    );
  });

  test('refuse a shortened tag, which is easy to forge', () => {
    const [version, iv, tag = '', ciphertext] = encrypted('[1]').split(':');
    const { message } = failure([version, iv, tag.slice(0, 8), ciphertext].join(':'));
    expect(message).toBe('The stored credentials cannot be used: the tag has 4 bytes instead of 16');
  });

  test('refuse another key and say so', () => {
    const error = failure(encrypted(`["${SECRET}"]`, 12, new Uint8Array(32)));
    expect(error.message).toBe(
      'The stored credentials cannot be used: they were changed or encrypted with another key',
    );
    expect(error.cause).toBeInstanceOf(Error);
    expect(error.isRetryable).toBe(false);
  });

  test.each<[string, Json]>([
    ['nothing', null],
    ['a list', [1]],
    ['an object without it', { cookies: 'x' }],
    ['an object that holds no text', { enc: 5 }],
    ['an empty text', ''],
    ['another version', 'v2:00:00:00'],
    ['too few parts', 'v1:00:00'],
    ['odd hex', `v1:${'0'.repeat(23)}:${'0'.repeat(32)}:00`],
    ['no IV', `v1::${'0'.repeat(32)}:00`],
    ['an endless IV', `v1:${'00'.repeat(1000)}:${'0'.repeat(32)}:00`],
    ['broken JSON', '{"enc":"v1'],
  ])('refuse %s', (_, stored) => {
    expect(failure(stored)).toMatchObject({ code: 'CREDENTIALS_INVALID', isRetryable: false });
  });

  test('quote nothing of what was encrypted', () => {
    for (const stored of [encrypted(`${SECRET} is no JSON`), `{"enc":"${SECRET}`, `v1:${SECRET}:0:0`, SECRET]) {
      const error = failure(stored);
      expect(JSON.stringify([error.message, error.detail, error.data, error.stack, String(error.cause)])).not.toContain(
        SECRET.slice(0, 8),
      );
    }
  });
});

describe('readCredentialsKey', () => {
  const invalid = (text: string) => () => readCredentialsKey(text);

  test('takes 32 bytes in base64, padded or not, in both alphabets', () => {
    const bytes = Buffer.alloc(32, 255);
    for (const text of [bytes.toString('base64'), bytes.toString('base64url'), `${bytes.toString('base64')}\n`]) {
      expect(Buffer.from(readCredentialsKey(text))).toEqual(bytes);
    }
  });

  test.each([
    ['', 'is not base64'],
    ['not base64!', 'is not base64'],
    [Buffer.alloc(16).toString('base64'), 'holds 16 bytes instead of 32'],
    [Buffer.alloc(33).toString('base64'), 'holds 33 bytes instead of 32'],
    ['ab'.repeat(32), 'is written in hex, not in base64'],
  ])('refuses %j', (text, reason) => {
    expect(invalid(text)).toThrow(
      expect.objectContaining({ code: 'CREDENTIALS_KEY_INVALID', message: `CREDENTIALS_ENC_KEY_B64 ${reason}` }),
    );
  });

  test('does not quote the key', () => {
    expect(invalid('c2VjcmV0LWtleQ==')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('c2Vj') }),
    );
  });
});
