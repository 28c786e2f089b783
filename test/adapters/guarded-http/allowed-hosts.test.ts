import { describe, expect, it } from 'vitest';
import { allowedHosts, targetOf } from '../../../src/adapters/guarded-http/allowed-hosts.ts';

describe('allowedHosts', () => {
  it.each([
    ['localhost', 'http://localhost:3000', true],
    ['localhost:3000', 'http://localhost:3000', true],
    ['localhost:3000', 'http://localhost:3001', false],
    ['LOCALHOST:3000', 'http://localhost:3000', true],
    ['api.example.com:80', 'http://api.example.com', true],
    ['api.example.com:443', 'https://api.example.com', true],
    ['*.example.com', 'http://api.example.com', true],
    ['*.example.com', 'http://a.b.example.com:99', true],
    ['*.example.com', 'http://example.com', false],
    ['*.example.com', 'http://evilexample.com', false],
    ['example.com', 'http://api.example.com', false],
    ['127.0.0.1:3001', 'http://127.0.0.1:3001', true],
    ['127.1:3001', 'http://2130706433:3001', true],
    ['127.0.0.1:3001', 'http://localhost:3001', false],
    ['[::1]:3001', 'http://[0:0::1]:3001', true],
    ['http://localhost:8055/', 'http://localhost:8055', true],
  ])('with %s on the list, %s: %s', (entry, url, isAllowed) => {
    expect(allowedHosts([entry])(targetOf(new URL(url)))).toBe(isAllowed);
  });

  it.each(['', '*', '*.', 'a b', 'host:port', 'host:99999', 'me@host', '::1'])('refuses the entry %j', (entry) => {
    expect(() => allowedHosts([entry])).toThrow(expect.objectContaining({ code: 'ALLOW_HOST_INVALID' }));
  });
});
