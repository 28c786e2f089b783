import { describe, expect, it } from 'vitest';
import { openDirectusServer } from '../../../src/adapters/directus-server/index.ts';
import type { SeenRequest } from '../../fakes/http-server.ts';
import { data, failure, rejection, startScripted, TOKEN, type Answer } from './scripted-directus.ts';

const USER = { email: 'user@example.com', password: 'a password' };

/** Directus's login: tokens are counted, and what is asked with another than the last access token has expired. */
function loginServer({ expires = 900_000, mayRefresh = true } = {}) {
  let issued = 0;
  const state = { valid: '', expire: () => (state.valid = 'none') };
  const issue: Answer = (response, request) => {
    issued++;
    state.valid = `access-${issued}`;
    return data({ access_token: state.valid, refresh_token: `refresh-${issued}`, expires })(response, request);
  };
  const answer = ({ url, headers }: SeenRequest): Answer => {
    if (url === '/auth/login') return issue;
    if (url === '/auth/refresh') return mayRefresh ? issue : failure(401, 'INVALID_CREDENTIALS');
    if (url === '/auth/logout') return data({});
    return headers.authorization === `Bearer ${state.valid}` ? data({ id: 'me' }) : failure(401, 'TOKEN_EXPIRED');
  };
  return { answer, state };
}

describe('a static token', () => {
  it('goes with every request, and nothing else is asked', async () => {
    const { directus, server } = await startScripted(() => data({}));
    await directus.getMe();
    await directus.createItem('posts', {});
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${TOKEN}`, `Bearer ${TOKEN}`]);
  });

  it.each(['INVALID_CREDENTIALS', 'TOKEN_EXPIRED', 'INVALID_TOKEN'])(
    'that Directus does not accept (%s)',
    async (code) => {
      const { directus, server } = await startScripted(() => failure(401, code));
      const error = await rejection(directus.getMe());
      expect(error).toMatchObject({ code: 'INVALID_CREDENTIALS', isRetryable: false, isOutcomeUnknown: false });
      expect(server.requests).toHaveLength(1);
      expect(JSON.stringify([error.message, error['detail'], error['data'], error.stack])).not.toContain(TOKEN);
    },
  );

  it.each(['', ' ', 'a\nb', 'a b', 'tökén'])('that no header can hold is refused, without showing it: %j', (token) => {
    let message = '';
    try {
      openDirectusServer({ url: 'http://127.0.0.1:9', token });
    } catch (error) {
      const { code, detail } = error as { code: string; detail: string };
      message = `${code} ${(error as Error).message} ${detail}`;
    }
    expect(message).toContain('INVALID_CREDENTIALS');
    if (token.trim() !== '') expect(message).not.toContain(token);
  });
});

describe('e-mail and password', () => {
  it('log in once for requests at the same time', async () => {
    const { answer } = loginServer();
    const { directus, seen } = await startScripted(answer, USER);
    await Promise.all(Array.from({ length: 5 }, () => directus.getMe()));
    expect(seen().filter((line) => line.startsWith('POST'))).toEqual(['POST /auth/login']);
  });

  it('refresh a token that has expired once, and send the request again', async () => {
    const { answer, state } = loginServer();
    const { directus, seen } = await startScripted(answer, USER);
    await directus.getMe();
    state.expire();
    await Promise.all([directus.getMe(), directus.getMe(), directus.getMe()]);
    expect(seen().filter((line) => line.startsWith('POST'))).toEqual(['POST /auth/login', 'POST /auth/refresh']);
  });

  it('refresh before a token ends', async () => {
    const { answer } = loginServer({ expires: 0 });
    const { directus, seen } = await startScripted(answer, USER);
    await directus.getMe();
    await directus.getMe();
    expect(seen()).toEqual(['POST /auth/login', 'GET /users/me', 'POST /auth/refresh', 'GET /users/me']);
  });

  it('log in again when the refresh is refused', async () => {
    const { answer, state } = loginServer({ mayRefresh: false });
    const { directus, seen } = await startScripted(answer, USER);
    await directus.getMe();
    state.expire();
    await directus.getMe();
    expect(seen().slice(2)).toEqual(['GET /users/me', 'POST /auth/refresh', 'POST /auth/login', 'GET /users/me']);
  });

  it('give up when new tokens are refused, too', async () => {
    const { answer } = loginServer();
    const script = (request: SeenRequest) =>
      request.url === '/users/me' ? failure(401, 'TOKEN_EXPIRED') : answer(request);
    const { directus, seen } = await startScripted(script, USER);
    expect(await rejection(directus.getMe())).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(seen()).toHaveLength(4);
  });

  it('that are wrong are an error that shows neither', async () => {
    const { directus } = await startScripted(() => failure(401, 'INVALID_CREDENTIALS'), USER);
    const error = await rejection(directus.getMe());
    expect(error).toMatchObject({ code: 'INVALID_CREDENTIALS', isRetryable: false });
    expect(JSON.stringify([error.message, error['detail'], error['data']])).not.toContain(USER.password);
  });

  it('keep one waiting caller served when another gives up', async () => {
    const { answer } = loginServer();
    let release = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const script =
      (request: SeenRequest): Answer =>
      async (response, seen) => {
        if (request.url === '/auth/login') await gate;
        await answer(request)(response, seen);
      };
    const { directus, seen } = await startScripted(script, USER);
    const controller = new AbortController();
    const first = rejection(directus.getMe({ signal: controller.signal }));
    const second = directus.getMe();
    controller.abort(new Error('enough'));
    expect(await first).toMatchObject({ message: 'enough' });
    release();
    expect(await second).toEqual({ id: 'me' });
    expect(seen()).toEqual(['POST /auth/login', 'GET /users/me']);
  });

  it('log out at the end', async () => {
    const { answer } = loginServer();
    const { directus, server } = await startScripted(answer, USER);
    await directus.getMe();
    await directus.close();
    expect(server.requests.at(-1)).toMatchObject({
      url: '/auth/logout',
      body: expect.stringContaining('refresh-1') as string,
    });
  });
});

describe('an address', () => {
  it.each(['nonsense', 'ftp://example.com', 'http://user:password@example.com', ''])(
    'that cannot be one: %j',
    (url) => {
      expect(() => openDirectusServer({ url, token: TOKEN })).toThrow(expect.objectContaining({ code: 'INVALID_URL' }));
    },
  );

  it('may have a path, with and without a slash', async () => {
    const { server } = await startScripted(() => data({}));
    for (const path of ['/cms', '/cms/', '/cms/?a=b#c']) {
      const directus = openDirectusServer({ url: server.url + path, token: TOKEN });
      await directus.getMe();
      expect(directus.identity).toEqual({ kind: 'server', location: `${server.url}/cms` });
    }
    expect(server.requests.map(({ url }) => url)).toEqual(Array.from({ length: 3 }, () => '/cms/users/me'));
  });
});
