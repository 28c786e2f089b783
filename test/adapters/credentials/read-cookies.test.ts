import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCookies } from '../../../src/adapters/credentials/index.ts';
import type { GenieError } from '../../../src/errors.ts';
import type { Json } from '../../../src/json.ts';

function cookie(fields: Record<string, Json>): unknown {
  return readCookies([{ name: 'sid', value: 'v', domain: 'x.com', ...fields }]).cookies[0];
}

describe('readCookies', () => {
  test('takes what a Chrome extension exports', () => {
    const { cookies } = readCookies([
      {
        domain: '.example.com',
        expirationDate: 1_900_000_000.5,
        hostOnly: false,
        httpOnly: true,
        name: 'sess',
        path: '/',
        sameSite: 'no_restriction',
        secure: true,
        session: false,
        storeId: '0',
        value: 'abc',
        id: 1,
      },
    ]);
    expect(cookies).toEqual([
      {
        name: 'sess',
        value: 'abc',
        domain: '.example.com',
        path: '/',
        expires: 1_900_000_000.5,
        httpOnly: true,
        secure: true,
        sameSite: 'None',
      },
    ]);
  });

  test('takes the state that Playwright stores', () => {
    const { cookies } = readCookies({
      cookies: [
        {
          name: 'a',
          value: '1',
          domain: 'x.com',
          path: '/p',
          expires: -1,
          httpOnly: false,
          secure: false,
          sameSite: 'Lax',
        },
      ],
      origins: [],
    });
    expect(cookies).toEqual([{ name: 'a', value: '1', domain: 'x.com', path: '/p', sameSite: 'Lax' }]);
  });

  test('takes a cookies.txt, with comments, Windows line ends and HttpOnly cookies', () => {
    const { cookies } = readCookies(
      [
        '# Netscape HTTP Cookie File',
        '.x.com\tTRUE\t/\tTRUE\t1900000000\tsid\tabc',
        '#HttpOnly_x.com\tFALSE\t/in\tFALSE\t0\ttoken\tt=1',
        '# a\tcomment\twith\tmany\ttabs\tin\tit',
        '',
      ].join('\r\n'),
    );
    expect(cookies).toEqual([
      { name: 'sid', value: 'abc', domain: '.x.com', path: '/', expires: 1_900_000_000, secure: true },
      { name: 'token', value: 't=1', domain: 'x.com', path: '/in', httpOnly: true },
    ]);
  });

  test('takes a Cookie header, which names no domain', () => {
    const expected = [
      { name: 'a', value: '1' },
      { name: 'b', value: 'x=y' },
    ];
    for (const header of ['a=1; b=x=y', 'Cookie: a=1;b=x=y;', 'cookie: a=1; ; b=x=y']) {
      expect(readCookies(header).cookies).toEqual(expected);
    }
  });

  test('takes names with values, one cookie, lists in texts and headers in objects', () => {
    const expected = [{ name: 'a', value: '1' }];
    for (const exported of [{ a: '1' }, { name: 'a', value: '1' }, '[{"name":"a","value":"1"}]', { cookie: 'a=1' }]) {
      expect(readCookies(exported).cookies).toEqual(expected);
    }
  });

  test.each([
    ['Strict', 'Strict'],
    ['lax', 'Lax'],
    ['NONE', 'None'],
    ['no_restriction', 'None'],
    ['unspecified', undefined],
    ['constructor', undefined],
    [null, undefined],
    [2, undefined],
  ])('reads sameSite %j as %j', (written, expected) => {
    expect(cookie({ sameSite: written, secure: true })).toHaveProperty('value', 'v');
    expect((cookie({ sameSite: written, secure: true }) as { sameSite?: string }).sameSite).toBe(expected);
  });

  test('leaves SameSite=None away where a cookie is not secure: browsers refuse the pair', () => {
    expect(cookie({ sameSite: 'no_restriction' })).not.toHaveProperty('sameSite');
  });

  test.each([
    [{ expirationDate: 1_900_000_000 }, 1_900_000_000],
    [{ expires: 1_900_000_000_000 }, 1_900_000_000],
    [{ expires: '2030-03-17T17:46:40.000Z' }, 1_900_000_000],
    [{ expires: 'Sun, 17 Mar 2030 17:46:40 GMT' }, 1_900_000_000],
    [{ expiry: '1900000000' }, 1_900_000_000],
    [{ expires: -1 }, undefined],
    [{ expires: 'Session' }, undefined],
    [{ expires: null }, undefined],
    [{ expirationDate: 1_900_000_000, session: true }, undefined],
  ])('reads the end in %j', (fields, expected) => {
    expect((cookie(fields) as { expires?: number }).expires).toBe(expected);
  });

  test('tells cookies of one host from those of its subdomains', () => {
    expect(cookie({ domain: 'X.com', hostOnly: false })).toHaveProperty('domain', '.x.com');
    expect(cookie({ domain: '.x.com', hostOnly: true })).toHaveProperty('domain', 'x.com');
    expect(cookie({ domain: '.x.com' })).toHaveProperty('domain', '.x.com');
    expect(cookie({ domain: 'x.com' })).toHaveProperty('domain', 'x.com');
  });

  test('never gives a domain and a URL together', () => {
    expect(cookie({ url: 'https://x.com/' })).not.toHaveProperty('url');
    const { cookies } = readCookies([{ name: 'a', value: '1', url: 'https://x.com/' }]);
    expect(cookies).toEqual([{ name: 'a', value: '1', url: 'https://x.com/' }]);
  });

  test('leaves out entries that no browser takes, and counts them', () => {
    const bad = [
      { name: '', value: '1' },
      { name: 'a;b', value: '1' },
      { name: 'a', value: 'x\r\nSet-Cookie: b=1' },
      { name: 'a' },
      {},
    ];
    expect(readCookies([...bad, { name: 'ok', value: '' }])).toEqual({
      cookies: [{ name: 'ok', value: '' }],
      skipped: 5,
    });
  });

  test('a stored list without cookies is no cookies', () => {
    expect(readCookies([])).toEqual({ cookies: [], skipped: 0 });
  });

  test.each<[string, Json]>([
    ['nothing', null],
    ['a number', 5],
    ['a login', { username: 'gw-user', attempts: 3 }],
    ['a list of texts', ['gw-user']],
    ['a list without a usable one', [{ name: '', value: 'gw-user' }]],
    ['prose', 'gw-user has no cookies'],
    ['broken JSON', '[{"name":"gw-user"'],
  ])('refuses %s and quotes nothing', (_, exported) => {
    let thrown: GenieError | undefined;
    try {
      readCookies(exported);
    } catch (error) {
      thrown = error as GenieError;
    }
    expect(thrown).toMatchObject({ code: 'CREDENTIALS_INVALID' });
    expect(`${thrown?.stack}${thrown?.detail}${String(thrown?.cause)}`).not.toContain('gw-user');
  });

  test('whatever is stored, gives cookies or refuses them', () => {
    const names = fc.constantFrom(
      'name',
      'value',
      'domain',
      'path',
      'expires',
      'expirationDate',
      'sameSite',
      'cookies',
      'url',
    );
    const exported = fc.oneof(
      fc.jsonValue(),
      fc.string(),
      fc.array(fc.dictionary(names, fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null)))),
    );
    fc.assert(
      fc.property(exported, (value) => {
        try {
          for (const { name, url, domain, expires } of readCookies(value as Json).cookies) {
            expect(name).not.toBe('');
            expect(url === undefined || domain === undefined).toBe(true);
            expect(expires === undefined || expires > 0).toBe(true);
          }
        } catch (error) {
          expect((error as GenieError).code).toBe('CREDENTIALS_INVALID');
        }
      }),
    );
  });
});
