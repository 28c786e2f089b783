import { expect, it } from 'vitest';
import { fromDriverCookie, toDriverCookie } from '../../../src/adapters/stagehand-browser/cookies.ts';

it('gives a cookie either an address, or a domain and a path', () => {
  expect(toDriverCookie({ name: 'a', value: 'b', domain: '.x.com', url: 'https://x.com' })).toEqual({
    name: 'a',
    value: 'b',
    domain: '.x.com',
    path: '/',
  });
  expect(toDriverCookie({ name: 'a', value: 'b', url: 'https://x.com', path: '/p' })).toEqual({
    name: 'a',
    value: 'b',
    url: 'https://x.com',
  });
});

it('leaves out keys that it does not know, and times before 1970', () => {
  const exported = { name: 'a', value: 'b', domain: 'x.com', hostOnly: true, storeId: '0', expires: -1 };
  expect(Object.keys(toDriverCookie(exported))).toEqual(['name', 'value', 'domain', 'path']);
});

it('makes a cookie for all sites secure, which browsers ask for', () => {
  expect(toDriverCookie({ name: 'a', value: 'b', domain: 'x.com', sameSite: 'None' })).toMatchObject({ secure: true });
});

it.each([
  ['no place', {}],
  ['an address of another kind', { url: 'data:text/html,x' }],
  ['all sites without security', { domain: 'x.com', sameSite: 'None' as const, secure: false }],
])('refuses %s without showing the value', (_, place) => {
  const set = () => toDriverCookie({ name: 'a', value: 'hush-hush', ...place });
  expect(set).toThrow(expect.objectContaining({ code: 'COOKIE_INVALID' }));
  expect(set).not.toThrow(/hush/);
});

it('gives no end to cookies that end with the browser', () => {
  const cookie = {
    name: 'a',
    value: 'b',
    domain: 'x',
    path: '/',
    httpOnly: false,
    secure: false,
    sameSite: 'Lax' as const,
  };
  expect(fromDriverCookie({ ...cookie, expires: -1 })).toEqual(cookie);
  expect(fromDriverCookie({ ...cookie, expires: 5 })).toEqual({ ...cookie, expires: 5 });
});
