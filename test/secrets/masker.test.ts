import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMasker, MASK } from '../../src/secrets/index.ts';

const SECRET = 'pa$$ w"örd+/=?&';

test('masks a secret that was put into an address as it is', () => {
  const secret = 'a "mixed" $env/with+all?';
  const { href } = new URL(`http://example.com/?key=${secret}`);
  expect(createMasker([secret]).maskText(href)).toBe(`http://example.com/?key=${MASK}`);
});

test('looks for no more of a secret with line breaks than is there', () => {
  expect(createMasker(['a\n\n\n\n\n']).maskText('a banana')).toBe('a banana');
});

test('masks the plain, URL-encoded, JSON-escaped and base64 forms', () => {
  const masker = createMasker([SECRET]);
  for (const text of [
    SECRET,
    encodeURIComponent(SECRET),
    new URLSearchParams({ q: SECRET }).toString(),
    JSON.stringify({ nested: SECRET }),
    Buffer.from(SECRET).toString('base64'),
  ]) {
    expect(masker.maskText(`before ${text} after`)).toContain(MASK);
    expect(masker.maskText(`before ${text} after`)).not.toContain(text.replace(/^q=/, ''));
  }
});

test('masks a secret inside a longer base64 text, whatever its offset', () => {
  const masker = createMasker(['correct horse battery']);
  for (const prefix of ['', 'u', 'us', 'user:']) {
    const encoded = Buffer.from(`${prefix}correct horse battery!`).toString('base64');
    const masked = masker.maskText(encoded);
    expect(masked).toContain(MASK);
    expect(Buffer.from(masked.replace(MASK, ''), 'base64').toString()).not.toContain('horse');
  }
});

test('masks a short secret only where it is the whole value', () => {
  const masker = createMasker(['1234']);
  expect(masker.mask({ pin: '1234', text: 'order 12345', number: 1234 })).toEqual({
    pin: MASK,
    text: 'order 12345',
    number: MASK,
  });
});

test('masks keys, lists and nested objects, and returns the same value when there is nothing to mask', () => {
  const masker = createMasker(['topsecret']);
  expect(masker.mask({ 'x-topsecret': ['a', { b: 'topsecret!' }] })).toEqual({ 'x-•••': ['a', { b: '•••!' }] });
  const clean = { a: [1, { b: null }] };
  expect(masker.mask(clean)).toBe(clean);
});

test('treats pattern characters in a secret as text', () => {
  const masker = createMasker(['a.c(d)[e]^{f}|g$h*']);
  expect(masker.maskText('abc(d)')).toBe('abc(d)');
  expect(masker.maskText('xa.c(d)[e]^{f}|g$h*y')).toBe('x•••y');
});

test('never leaves a secret of five characters or more in any text', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 5, maxLength: 40 }), fc.string(), fc.string(), (secret, before, after) => {
      const masked = createMasker([secret]).maskText(before + secret + after);
      return !masked.includes(secret) || secret.includes('•');
    }),
    { numRuns: 2_000 },
  );
});
