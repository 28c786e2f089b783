import { setTimeout as sleep } from 'node:timers/promises';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDirectusServer } from '../../../src/adapters/directus-server/index.ts';
import { startSilentListener } from '../../fakes/silent-listener.ts';
import {
  data,
  failure,
  json,
  nothing,
  rejection,
  startScripted,
  text,
  TOKEN,
  type Answer,
} from './scripted-directus.ts';

const never: Answer = () => {};
const hangUp: Answer = (response) => {
  response.destroy();
};
const cutOff: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"data":[');
  setTimeout(() => response.destroy(), 20);
};

/** A server of raw bytes, without any HTTP. */
async function startRaw(reply: string): Promise<string> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(reply));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('an answer that is none', () => {
  it.each<[string, Answer, object]>([
    ['500 without a content type', text('boom', 500), { code: 'HTTP_STATUS', isRetryable: true }],
    ['500 of Directus', failure(500, 'INTERNAL_SERVER_ERROR'), { code: 'HTTP_STATUS', isRetryable: true }],
    ['502 with a page', text('<html>', 502, 'text/html'), { code: 'HTTP_STATUS', isRetryable: true }],
    ['500 with other JSON', json({ error: 'x' }, 500), { code: 'HTTP_STATUS' }],
    ['a page', text('<html>login</html>', 200, 'text/html'), { code: 'BAD_ANSWER' }],
    ['text', text('ok', 200, 'text/plain'), { code: 'BAD_ANSWER' }],
    ['no content type', text('{"data":[]}'), { code: 'BAD_ANSWER' }],
    ['invalid JSON', text('{"data":[', 200, 'application/json'), { code: 'BAD_ANSWER' }],
    ['an empty body', text('', 200, 'application/json'), { code: 'BAD_ANSWER' }],
    ['null', json(null), { code: 'BAD_ANSWER' }],
    ['a text of JSON', json('x'), { code: 'BAD_ANSWER' }],
    ['a number', json(42), { code: 'BAD_ANSWER' }],
    ['errors with a good status', json({ errors: [] }), { code: 'BAD_ANSWER' }],
    ['a text as data', data('x'), { code: 'BAD_ANSWER' }],
    ['a list as an item', data([]), { code: 'BAD_ANSWER' }],
    ['no data', json([]), { code: 'BAD_ANSWER' }],
  ])('%s: a write has to be taken for one that may have happened', async (_, answer, expected) => {
    const { directus, server } = await startScripted([answer]);
    const error = await rejection(directus.createItem('posts', { title: 'x' }));
    expect(error).toMatchObject({ service: 'directus', isOutcomeUnknown: true, ...expected });
    expect(server.requests).toHaveLength(1);
  });

  it('an item where a list was asked for', async () => {
    const { directus } = await startScripted([data({ id: 1 })]);
    expect(await rejection(directus.readItems('posts', {}))).toMatchObject({ code: 'BAD_ANSWER' });
  });

  it('a redirect to a login page is not followed, and names where it leads', async () => {
    const login = text('', 302, 'text/html', { location: 'https://login.example.com/' });
    const { directus, server } = await startScripted([login]);
    const error = await rejection(directus.createItem('posts', {}));
    expect(error).toMatchObject({ code: 'BAD_ANSWER', isOutcomeUnknown: false, isRetryable: false });
    expect(error['detail']).toContain('https://login.example.com/');
    expect(server.requests).toHaveLength(1);
  });

  it('something that is not HTTP', async () => {
    const directus = openDirectusServer({ url: await startRaw('SSH-2.0-OpenSSH_9.2\r\n'), token: TOKEN });
    expect(await rejection(directus.getMe())).toMatchObject({
      code: 'BAD_ANSWER',
      message: expect.stringContaining('not HTTP') as string,
    });
  });
});

describe('no connection', () => {
  it.each([
    ['refused', 'http://127.0.0.1:2', 'ECONNREFUSED'],
    ['an unknown name', 'http://no-such-host.invalid', /ENOTFOUND|EAI_AGAIN/],
    ['a port that nobody speaks HTTP on', 'http://127.0.0.1:6667', 'bad port'],
  ])('%s: nothing was sent', async (_, url, reason) => {
    const error = await rejection(openDirectusServer({ url, token: TOKEN }).createItem('posts', {}));
    expect(error).toMatchObject({
      code: 'UNAVAILABLE',
      message: 'Directus cannot be reached',
      isOutcomeUnknown: false,
      isRetryable: true,
      data: { reason: expect.stringMatching(reason) as string },
    });
    expect(error.cause).toBeInstanceOf(Error);
    expect(error['detail']).toContain(url);
  });

  it('TLS where there is none', async () => {
    const { server } = await startScripted([]);
    const directus = openDirectusServer({ url: server.url.replace('http:', 'https:'), token: TOKEN });
    expect(await rejection(directus.createItem('posts', {}))).toMatchObject({
      code: 'UNAVAILABLE',
      isOutcomeUnknown: false,
    });
  });

  it.each<[string, Answer]>([
    ['before the answer', hangUp],
    ['in the middle of the answer', cutOff],
  ])('lost %s: a write may have happened and is not repeated', async (_, answer) => {
    const { directus, server } = await startScripted([answer, data({})]);
    const error = await rejection(directus.createItem('posts', {}));
    expect(error).toMatchObject({ code: 'CONNECTION_LOST', isOutcomeUnknown: true });
    expect(error.cause).toBeInstanceOf(Error);
    expect(server.requests).toHaveLength(1);
  });

  it('lost before the answer: a read is repeated once', async () => {
    const { directus, server } = await startScripted([hangUp, data([{ id: 1 }]), hangUp, hangUp, data([])]);
    expect(await directus.readItems('posts', {})).toEqual([{ id: 1 }]);
    expect(await rejection(directus.readItems('posts', {}))).toMatchObject({ code: 'CONNECTION_LOST' });
    expect(server.requests).toHaveLength(4);
  });
});

describe('a signal', () => {
  /** Gives up after a moment; the whole may take 250 ms longer. */
  async function abortedIn(
    work: (signal: AbortSignal) => Promise<unknown>,
  ): Promise<{ error: unknown; afterMs: number }> {
    const controller = new AbortController();
    const promise = rejection(work(controller.signal));
    await sleep(60);
    const start = performance.now();
    controller.abort(new Error('enough'));
    return { error: await promise, afterMs: performance.now() - start };
  }

  it.each<[string, Answer]>([
    ['a slow answer', never],
    ['a slow body', (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{')],
    ['the pause that Directus asked for', failure(429, 'REQUESTS_EXCEEDED', {}, { 'retry-after': '4' })],
    ['a slow error', (response) => void response.writeHead(500, { 'content-type': 'application/json' }).write('{')],
  ])('ends the wait for %s at once, with its reason', async (_, answer) => {
    const { directus, server } = await startScripted([answer]);
    const { error, afterMs } = await abortedIn((signal) => directus.createItem('posts', {}, {}, { signal }));
    expect(error).toMatchObject({ message: 'enough' });
    expect(afterMs).toBeLessThan(250);
    expect(server.requests).toHaveLength(1);
  });

  it('ends a login at once, and closes its connection', async () => {
    const { directus, server } = await startScripted(() => never, { email: 'a@example.com', password: 'secret' });
    const { error, afterMs } = await abortedIn((signal) => directus.getMe({ signal }));
    expect(error).toMatchObject({ message: 'enough' });
    expect(afterMs).toBeLessThan(250);
    await server.allClosed();
  });

  it('ends a connection that does not come to be', async () => {
    await using listener = await startSilentListener();
    const directus = openDirectusServer({ url: `http://127.0.0.1:${listener.port}`, token: TOKEN });
    const { error, afterMs } = await abortedIn((signal) => directus.getMe({ signal }));
    expect(error).toMatchObject({ message: 'enough' });
    expect(afterMs).toBeLessThan(250);
  });

  it.each(['upload', 'download', 'triggerFlow'] as const)('ends %s', async (method) => {
    const { directus } = await startScripted(() => never);
    const uuid = '7d444840-9dc0-11d1-b245-5ffdce74fad2';
    const { error, afterMs } = await abortedIn((signal) => {
      if (method === 'triggerFlow') return directus.triggerFlow(uuid, {}, { signal });
      if (method === 'download') return directus.files.download(uuid, { signal })[Symbol.asyncIterator]().next();
      return directus.files.upload({ path: import.meta.filename, name: 'x.ts', type: 'text/plain' }, { signal });
    });
    expect(error).toMatchObject({ message: 'enough' });
    expect(afterMs).toBeLessThan(250);
  });

  it('that is aborted already asks nothing', async () => {
    const { directus, server } = await startScripted([]);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(directus.deleteItems('posts', ['x'], { signal })).rejects.toThrow('enough');
    await expect(directus.triggerFlow('7d444840-9dc0-11d1-b245-5ffdce74fad2', {}, { signal })).rejects.toThrow(
      'enough',
    );
    expect(server.requests).toEqual([]);
  });
});

describe('too many requests', () => {
  const exceeded = (retryAfter: string) =>
    failure(429, 'REQUESTS_EXCEEDED', { limit: 1 }, { 'retry-after': retryAfter });

  it('are sent again when Directus says so, writes included', async () => {
    const { directus, server } = await startScripted([exceeded('0'), exceeded('0'), data({ id: 1 })]);
    expect(await directus.createItem('posts', { title: 'x' })).toEqual({ id: 1 });
    expect(server.requests.map(({ body }) => body)).toEqual(Array.from({ length: 3 }, () => '{"title":"x"}'));
  });

  it('waits as long as it was asked to', async () => {
    const { directus } = await startScripted([exceeded('1'), data({ id: 1 })]);
    const start = performance.now();
    await directus.createItem('posts', {});
    expect(performance.now() - start).toBeGreaterThan(950);
  });

  it('are given up after some tries', async () => {
    const { directus, server } = await startScripted(() => exceeded('0'));
    expect(await rejection(directus.createItem('posts', {}))).toMatchObject({
      code: 'RATE_LIMITED',
      isRetryable: true,
      isOutcomeUnknown: false,
      data: { retryAfterMs: 0 },
    });
    expect(server.requests).toHaveLength(4);
  });

  it('are left to the step when the pause is long', async () => {
    const { directus, server } = await startScripted(() => exceeded('60'));
    expect(await rejection(directus.getMe())).toMatchObject({ code: 'RATE_LIMITED', data: { retryAfterMs: 60_000 } });
    expect(server.requests).toHaveLength(1);
  });
});

it('gives an empty object to an account that may write and not read', async () => {
  const { directus } = await startScripted([nothing]);
  expect(await directus.createItem('agent_audits', { slug: 'x' })).toEqual({});
});
