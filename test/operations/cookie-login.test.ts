import { expect, test } from 'vitest';
import { cookieLogin } from '../../src/operations/cookie-login.ts';
import type { Cookie } from '../../src/ports/index.ts';
import type { StepContext } from '../../src/step.ts';

const SETTINGS = { creator_profile_id: 'p-1', platform: 'x', url: 'https://x.com/home' };
const NOW = 1_800_000_000_000;

type LoginContext = StepContext<'directus' | 'browser' | 'credentials' | 'clock'>;

/** A context whose stored row holds these cookies; gives what reaches the browser and what is masked. */
function loginWith(cookies: Cookie[]) {
  const injected: Cookie[] = [];
  const secrets: string[] = [];
  const context = {
    ports: {
      directus: { readItems: async () => [{ cookies: { enc: 'v1:…' } }] },
      credentials: { decryptCookies: async () => cookies },
      clock: { now: () => NOW },
      browser: {
        start: async () => ({ sessionId: 's-1' }),
        setCookies: async (_: string, list: Cookie[]) => void injected.push(...list),
        navigate: async () => ({ url: SETTINGS.url, title: '', status: 200 }),
      },
    },
    addSecret: (secret: string) => secrets.push(secret),
    onRelease: () => {},
    useSession: () => {},
    runState: new Map(),
    signal: new AbortController().signal,
  };
  return { login: () => cookieLogin(SETTINGS, context as unknown as LoginContext), injected, secrets };
}

test('a login whose cookies have all expired says so and opens no browser', async () => {
  const { login, injected } = loginWith([{ name: 'a', value: 'v', domain: 'x.com', expires: NOW / 1000 - 1 }]);
  await expect(login()).rejects.toMatchObject({ code: 'PLATFORM_SESSION_EXPIRED' });
  expect(injected).toEqual([]);
});

test('the values of all cookies are masked, of expired ones too', async () => {
  const { login, secrets } = loginWith([{ name: 'a', value: 'gw-old', domain: 'x.com', expires: 1 }]);
  await expect(login()).rejects.toMatchObject({ code: 'PLATFORM_SESSION_EXPIRED' });
  expect(secrets).toEqual(['gw-old']);
});

test('expired cookies stay behind, and those without a domain go to the page that is opened', async () => {
  const { login, injected } = loginWith([
    { name: 'old', value: '1', domain: 'x.com', expires: NOW / 1000 },
    { name: 'header', value: '2' },
    { name: 'new', value: '3', domain: '.x.com', path: '/', expires: NOW / 1000 + 60 },
  ]);
  await expect(login()).resolves.toMatchObject({ sessionId: 's-1' });
  expect(injected).toEqual([
    { name: 'header', value: '2', url: SETTINGS.url },
    { name: 'new', value: '3', domain: '.x.com', path: '/', expires: NOW / 1000 + 60 },
  ]);
});
