import { ServiceError } from '../../ports/index.ts';
import { exchange, readJson } from './exchange.ts';
import { shareWork } from './share-work.ts';

/** A static token, or the e-mail and password of a user. */
export type DirectusCredentials = { token: string } | { email: string; password: string };

/** Who we are, as requests say it. */
export interface Authorization {
  /** The header of the next request. */
  header(signal: AbortSignal | undefined): Promise<string>;
  /** Called when Directus has refused `header`; `false` when there is no other to try. */
  renew(refused: string, signal: AbortSignal | undefined): Promise<boolean>;
  end(): Promise<void>;
}

/** Throws `INVALID_CREDENTIALS` for a token that no header can hold. */
export function authorizationOf(address: string, credentials: DirectusCredentials): Authorization {
  return 'token' in credentials ? staticToken(credentials.token) : userSession(address, credentials);
}

function staticToken(token: string): Authorization {
  const value = token.trim();
  if (!/^[\x21-\x7e]+$/.test(value)) {
    throw new ServiceError('directus', 'INVALID_CREDENTIALS', 'The token for Directus is not a token', {
      detail: 'DIRECTUS_TOKEN is empty or holds a space or another character that no token has.',
      isRetryable: false,
    });
  }
  return { header: async () => `Bearer ${value}`, renew: async () => false, end: async () => {} };
}

interface Tokens {
  access: string;
  refresh: string;
  /** When a new access token is needed, in milliseconds since 1970. */
  renewAt: number;
}

const RENEW_BEFORE_END_MS = 30_000;
const LOGOUT_LIMIT_MS = 1000;

/**
 * Logs in at the first request, refreshes the access token before it ends, and logs in again where that fails. Without
 * timers: nothing keeps the process alive. Requests at the same time share one login.
 */
function userSession(address: string, { email, password }: { email: string; password: string }): Authorization {
  let tokens: Tokens | undefined;

  const renewOnce = shareWork(async (signal) => {
    const { refresh } = tokens ?? {};
    tokens = undefined;
    tokens = (refresh && (await refreshed(refresh, signal))) || (await loggedIn(signal));
    return tokens;
  });

  async function post(path: string, body: object, signal: AbortSignal): Promise<Tokens> {
    const answer = await exchange(address, `${address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });
    return toTokens((await readJson(address, answer, signal)) as { data?: Record<string, unknown> } | null);
  }

  const loggedIn = (signal: AbortSignal) => post('/auth/login', { email, password, mode: 'json' }, signal);

  /** A refresh token works once and ends, too: a refusal means that the password is needed again. */
  async function refreshed(refreshToken: string, signal: AbortSignal): Promise<Tokens | undefined> {
    try {
      return await post('/auth/refresh', { refresh_token: refreshToken, mode: 'json' }, signal);
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'INVALID_CREDENTIALS') return undefined;
      throw error;
    }
  }

  return {
    async header(signal) {
      const valid = tokens !== undefined && Date.now() < tokens.renewAt ? tokens : await renewOnce(signal);
      return `Bearer ${valid.access}`;
    },
    async renew(refused, signal) {
      // Another request may have renewed it already.
      if (tokens === undefined || refused === `Bearer ${tokens.access}`) await renewOnce(signal);
      return true;
    },
    async end() {
      const refresh_token = tokens?.refresh;
      tokens = undefined;
      if (refresh_token === undefined) return;
      const signal = AbortSignal.timeout(LOGOUT_LIMIT_MS);
      const body = JSON.stringify({ refresh_token, mode: 'json' });
      const headers = { 'content-type': 'application/json' };
      // Directus forgets the session by itself when it has ended; a server that is gone needs no goodbye.
      await exchange(address, `${address}/auth/logout`, { method: 'POST', headers, body, signal }).catch(() => {});
    },
  };
}

function toTokens(answer: { data?: Record<string, unknown> } | null): Tokens {
  const { access_token: access, refresh_token: refresh, expires } = answer?.data ?? {};
  if (typeof access !== 'string' || typeof refresh !== 'string') {
    throw new ServiceError('directus', 'BAD_ANSWER', 'Directus answered a login without tokens', {
      detail: 'Something in front of Directus may have taken them out of the answer.',
    });
  }
  const lifeMs = typeof expires === 'number' ? expires : 0;
  return { access, refresh, renewAt: Date.now() + lifeMs - Math.min(RENEW_BEFORE_END_MS, lifeMs / 2) };
}
