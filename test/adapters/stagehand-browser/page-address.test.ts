import { expect, it } from 'vitest';
import { checkedDomains, isAllowed, pageAddress } from '../../../src/adapters/stagehand-browser/page-address.ts';

it.each(['file:///etc/passwd', 'chrome://version', 'javascript:alert(1)', 'data:text/html,x', 'ftp://x.com', 'x', ''])(
  'refuses %j',
  (url) => {
    expect(() => pageAddress(url, undefined)).toThrow(expect.objectContaining({ code: 'INVALID_URL' }));
  },
);

it('refuses other hosts than the allowed ones, and says which those are', () => {
  expect(pageAddress('https://a.x.com/1', ['*.x.com']).href).toBe('https://a.x.com/1');
  expect(() => pageAddress('https://x.com.evil.org', ['*.x.com', 'x.com'])).toThrow(
    expect.objectContaining({ code: 'ADDRESS_FORBIDDEN', detail: expect.stringContaining('*.x.com, x.com') as string }),
  );
});

it.each([
  ['x.com', true],
  ['X.COM.', true],
  ['a.b.y.com', true],
  ['y.com', false],
  ['notx.com', false],
])('%s among x.com and *.y.com: %s', (host, expected) => {
  expect(isAllowed(host, ['x.com', '*.y.com'])).toBe(expected);
});

it('takes domains in lower case', () => {
  expect(checkedDomains([' X.com. ', '*.Y.com', '127.0.0.1'])).toEqual(['x.com', '*.y.com', '127.0.0.1']);
});

it.each(['localhost', 'http://x.com', 'x.com/a', 'x.com:80', '*.com.*', '', 'a b.com'])(
  'takes no domain %j',
  (domain) => {
    expect(() => checkedDomains([domain])).toThrow(expect.objectContaining({ code: 'INVALID_DOMAIN' }));
  },
);
