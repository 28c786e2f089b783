import { expect, test } from 'vitest';
import { command, folder, jsonCommand } from './command.ts';

const KEY = Buffer.alloc(32, 9).toString('base64');
const ENV = { CREDENTIALS_ENC_KEY_B64: KEY };
const VALUE = 'gw-cookie-value';
const COOKIES = JSON.stringify([
  { name: 'sid', value: VALUE, domain: '.x.com', expirationDate: 4_000_000_000 },
  { name: 'old', value: VALUE, domain: '.x.com', expirationDate: 1_000_000_000 },
  { name: 'tmp', value: VALUE, domain: 'api.x.com' },
]);

async function encrypt(input: string): Promise<string> {
  const { status, stdout } = await command(['credentials', 'encrypt'], { env: ENV, stdin: input });
  expect(status).toBe(0);
  return stdout;
}

test('what was encrypted is checked without showing a value', async () => {
  const stored = await encrypt(COOKIES);
  expect(stored).toMatch(/^\{"enc":"v1:[0-9a-f]{24}:[0-9a-f]{32}:[0-9a-f]+"\}\n$/);
  const { status, stdout, stderr } = await command(['credentials', 'check'], { env: ENV, stdin: stored });
  expect(status).toBe(0);
  expect(stdout).toBe(
    [
      'The key is fine.',
      '3 cookies: 1 expired, 1 for one session, the next ends 2096-10-02T07:06:40.000Z',
      '  .x.com: 2, 1 expired',
      '  api.x.com: 1',
      '',
    ].join('\n'),
  );
  expect(stdout + stderr).not.toMatch(/gw-cookie|sid|old|tmp/);
});

test('check --json tells the same', async () => {
  const { json } = await jsonCommand(['credentials', 'check'], { env: ENV, stdin: await encrypt(COOKIES) });
  expect(json).toEqual({
    key: 'ok',
    holds: 'cookies',
    cookies: 3,
    skipped: 0,
    session: 1,
    expired: 1,
    nextExpiry: '2096-10-02T07:06:40.000Z',
    domains: [
      { domain: '.x.com', cookies: 2, expired: 1 },
      { domain: 'api.x.com', cookies: 1, expired: 0 },
    ],
  });
});

test('a cookies.txt and a header are stored as lists that every reader understands', async () => {
  const stored = await encrypt('.x.com\tTRUE\t/\tTRUE\t0\tsid\tabc\n');
  const { json } = await jsonCommand(['credentials', 'check'], { env: ENV, stdin: stored });
  expect(json).toMatchObject({ cookies: 1, domains: [{ domain: '.x.com' }] });
});

test('other JSON is encrypted as it is', async () => {
  const stored = await encrypt('{"username":"u","tries":1}');
  const { json } = await jsonCommand(['credentials', 'check'], { env: ENV, stdin: stored });
  expect(json).toEqual({ key: 'ok', holds: 'other' });
});

test('check takes the bare text, and the text in quotes', async () => {
  const { enc } = JSON.parse(await encrypt(COOKIES)) as { enc: string };
  for (const stdin of [enc, `${enc}\n`, JSON.stringify(enc)]) {
    const { json } = await jsonCommand(['credentials', 'check'], { env: ENV, stdin });
    expect(json).toMatchObject({ cookies: 3 });
  }
});

test('check without input looks at the key alone', async () => {
  const { status, stdout } = await command(['credentials', 'check'], { env: ENV });
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'The key is fine. Nothing was given to decrypt.\n' });
});

test('the key comes from .env too', async () => {
  const cwd = folder({ '.env': `CREDENTIALS_ENC_KEY_B64=${KEY}\n` });
  expect(await command(['credentials', 'check'], { cwd })).toMatchObject({ status: 0 });
});

test.each([
  [{}, COOKIES, 'SERVICE_NOT_CONFIGURED', 1],
  [{ CREDENTIALS_ENC_KEY_B64: 'c2hvcnQ=' }, COOKIES, 'CREDENTIALS_KEY_INVALID', 2],
  [ENV, '', 'INPUT_MISSING', 2],
  [ENV, `[{"name":"${VALUE}`, 'JSON_BROKEN', 2],
  [ENV, `${VALUE} is nothing`, 'CREDENTIALS_INVALID', 1],
])('encrypt with %j refuses %j', async (env, stdin, code, status) => {
  const result = await jsonCommand(['credentials', 'encrypt'], { env: { ...env }, stdin });
  expect(result.status).toBe(status);
  expect(result.json).toMatchObject({ error: { code } });
  expect(result.stdout + result.stderr).not.toContain(VALUE);
});

test('check says when another key was used', async () => {
  const stored = await encrypt(COOKIES);
  const env = { CREDENTIALS_ENC_KEY_B64: Buffer.alloc(32, 1).toString('base64') };
  const { status, stderr } = await command(['credentials', 'check'], { env, stdin: stored });
  expect(status).toBe(1);
  expect(stderr).toContain('they were changed or encrypted with another key');
});

test('the value is never taken from an argument', async () => {
  const { status, json } = await jsonCommand(['credentials', 'encrypt', VALUE], { env: ENV });
  expect(status).toBe(2);
  expect(JSON.stringify(json)).not.toContain(KEY);
});
