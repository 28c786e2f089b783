import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { HttpPort, HttpRequest } from '../../src/ports/index.ts';
import { type HttpServer, startHttpServer } from '../fakes/http-server.ts';

/** What every adapter of the HTTP port must do. `open` gets the hosts that are on the allow-list. */
export function describeHttpPort(name: string, open: (allowHosts: string[]) => HttpPort): void {
  describe(`http port: ${name}`, () => {
    const ports: HttpPort[] = [];
    afterAll(() => Promise.all(ports.map((port) => port.close())));

    function ask(server: HttpServer, path = '/', request: Partial<HttpRequest> = {}, key?: string) {
      const port = open([server.host]);
      ports.push(port);
      const call = key === undefined ? {} : { idempotencyKey: key };
      return port.request({ url: `${server.url}${path}`, method: 'GET', maxBytes: 100_000, ...request }, call);
    }

    function serving(body: string | Buffer, headers: Record<string, string> = {}, status = 200) {
      return startHttpServer((_request, response) => void response.writeHead(status, headers).end(body));
    }

    it('parses an answer that says it is JSON', async () => {
      await using server = await serving('{"a":[1]}', { 'content-type': 'application/problem+json; charset=utf-8' });
      expect(await ask(server)).toMatchObject({ status: 200, ok: true, body: { a: [1] } });
    });

    it.each([
      ['JSON that is broken', '{"a":', 'application/json', '{"a":'],
      ['text that looks like JSON', '{"a":1}', 'text/plain', '{"a":1}'],
      ['nothing', '', 'application/json', ''],
      ['Latin 1', Buffer.from([0xe9]), 'text/plain; charset=ISO-8859-1', 'é'],
      ['an unknown character set', 'é', 'text/plain; charset="klingon"', 'é'],
      ['UTF-8 with a byte order mark', '\ufeffé', 'text/html', 'é'],
    ])('keeps %s as text', async (_case, body, type, text) => {
      await using server = await serving(body, { 'content-type': type });
      expect((await ask(server)).body).toBe(text);
    });

    it.each([
      ['gzip', gzipSync],
      ['br', brotliCompressSync],
      ['deflate', deflateSync],
    ])('unpacks %s and counts the unpacked bytes', async (encoding, pack) => {
      await using server = await serving(pack('x'.repeat(50_000)), { 'content-encoding': encoding });
      expect((await ask(server)).body).toHaveLength(50_000);
      await expect(ask(server, '/', { maxBytes: 49_999 })).rejects.toHaveProperty('code', 'TOO_LARGE');
    });

    it('answers an error status as it is, with its headers', async () => {
      await using server = await startHttpServer((_request, response) => {
        response
          .writeHead(
            429,
            [
              ['retry-after', '3'],
              ['X-Twice', 'a'],
              ['X-Twice', 'b'],
            ].flat(),
          )
          .end('slow down');
      });
      const answer = await ask(server);
      expect(answer).toMatchObject({
        status: 429,
        ok: false,
        body: 'slow down',
        headers: { 'retry-after': '3', 'x-twice': 'a, b' },
      });
    });

    it.each([
      ['an object', { a: [1] }, '{"a":[1]}', 'application/json'],
      ['a text', 'a=1', 'a=1', 'text/plain;charset=UTF-8'],
      ['nothing', undefined, '', undefined],
    ])('sends %s', async (_case, body, sent, type) => {
      await using server = await serving('');
      await ask(server, '/path?q=1', { method: 'post', ...(body === undefined ? {} : { body }) });
      expect(server.requests[0]).toMatchObject({ method: 'POST', url: '/path?q=1', body: sent });
      expect(server.requests[0]?.headers['content-type']).toBe(type);
    });

    it('leaves a content type and an idempotency key that were given alone', async () => {
      await using server = await serving('');
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Idempotency-Key': 'mine' };
      await ask(server, '/', { method: 'POST', body: 'a=1', headers }, 'run-1');
      expect(server.requests[0]?.headers).toMatchObject({
        'content-type': 'application/x-www-form-urlencoded',
        'idempotency-key': 'mine',
      });
    });

    it('passes the idempotency key on, except for methods that only read', async () => {
      await using server = await serving('');
      await ask(server, '/', { method: 'POST' }, 'run-1');
      await ask(server, '/', { method: 'GET' }, 'run-1');
      await ask(server, '/', { method: 'HEAD' }, 'run-1');
      expect(server.requests.map(({ headers }) => headers['idempotency-key'])).toEqual(['run-1', undefined, undefined]);
    });

    it.each([
      [301, 'POST', 'GET', ''],
      [302, 'POST', 'GET', ''],
      [302, 'PUT', 'PUT', 'x'],
      [303, 'PUT', 'GET', ''],
      [303, 'GET', 'GET', ''],
      [307, 'POST', 'POST', 'x'],
      [308, 'DELETE', 'DELETE', 'x'],
    ])('follows a redirect with status %i: %s becomes %s', async (status, method, after, body) => {
      await using server = await startHttpServer((request, response) => {
        if (request.url === '/') response.writeHead(status, { location: '/next#part' }).end('moved');
        else response.end('there');
      });
      const answer = await ask(server, '/', { method, ...(method === 'GET' ? {} : { body: 'x' }) });
      expect(answer.body).toBe('there');
      expect(server.requests[1]).toMatchObject({ method: after, url: '/next', body });
      expect(server.requests[1]?.headers['content-type'] === undefined).toBe(body === '');
    });

    it('keeps credentials from another origin', async () => {
      await using other = await serving('');
      await using server = await startHttpServer((_request, response) => {
        response.writeHead(302, { location: `${other.url}/` }).end();
      });
      const port = open([server.host, other.host]);
      ports.push(port);
      const headers = { authorization: 'Bearer t', cookie: 'a=b', 'x-kept': 'yes' };
      await port.request({ url: server.url, method: 'GET', headers, maxBytes: 1000 });
      expect(server.requests[0]?.headers).toMatchObject(headers);
      expect(other.requests[0]?.headers).toMatchObject({ 'x-kept': 'yes' });
      expect(other.requests[0]?.headers).not.toHaveProperty('authorization');
      expect(other.requests[0]?.headers).not.toHaveProperty('cookie');
    });

    it('follows ten redirects and not eleven', async () => {
      await using server = await startHttpServer((request, response) => {
        const left = Number(request.url.slice(1));
        if (left === 0) response.end('there');
        else response.writeHead(302, { location: `/${left - 1}` }).end();
      });
      expect((await ask(server, '/10')).body).toBe('there');
      await expect(ask(server, '/11')).rejects.toHaveProperty('code', 'BAD_ANSWER');
    });

    it('stops reading an answer without end at the limit', async () => {
      await using server = await startHttpServer((_request, response) => {
        const write = () => {
          while (response.write('x'.repeat(16_384)));
          response.once('drain', write);
        };
        write();
      });
      await expect(ask(server, '/', { maxBytes: 50_000 })).rejects.toHaveProperty('code', 'TOO_LARGE');
      await server.allClosed();
    });

    it.each([
      ['a scheme that is not HTTP', 'file:///etc/passwd', 'INVALID_URL'],
      ['half a URL', '/path', 'INVALID_URL'],
      ['no host', 'http://', 'INVALID_URL'],
    ])('refuses %s', async (_case, url, code) => {
      const port = open([]);
      await expect(port.request({ url, method: 'GET', maxBytes: 1 })).rejects.toMatchObject({
        code,
        isRetryable: false,
      });
    });

    it('refuses a header that would break the request', async () => {
      await using server = await serving('');
      const headers = { 'x-a': 'b\r\nx-evil: 1' };
      await expect(ask(server, '/', { headers })).rejects.toHaveProperty('code', 'INVALID_PAYLOAD');
      expect(server.requests).toEqual([]);
    });

    it('tells a service that is not there from one that hangs up', async () => {
      const gone = await serving('');
      await gone[Symbol.asyncDispose]();
      await expect(ask(gone)).rejects.toMatchObject({ code: 'UNAVAILABLE', isOutcomeUnknown: false });
      await using server = await startHttpServer((request, response) => {
        if (request.url === '/half') response.writeHead(200, { 'content-length': '100' }).write('half');
        setTimeout(() => response.destroy(), 10);
      });
      await expect(ask(server, '/', { method: 'POST' })).rejects.toMatchObject({
        code: 'CONNECTION_LOST',
        isOutcomeUnknown: true,
      });
      await expect(ask(server, '/half', { method: 'POST' })).rejects.toMatchObject({
        code: 'CONNECTION_LOST',
        isOutcomeUnknown: true,
      });
    });

    it.each(['/silent', '/half'])('an abort ends a request to %s within 250 ms', async (path) => {
      await using server = await startHttpServer((request, response) => {
        if (request.url === '/half') response.writeHead(200).write('half');
      });
      const abort = new AbortController();
      const port = open([server.host]);
      ports.push(port);
      const answer = port.request({ url: server.url + path, method: 'GET', maxBytes: 1000 }, { signal: abort.signal });
      answer.catch(() => {});
      await sleep(150);
      const abortedAt = performance.now();
      abort.abort(new Error('enough'));
      await expect(answer).rejects.toThrow('enough');
      await server.allClosed();
      expect(performance.now() - abortedAt).toBeLessThan(250);
    });
  });
}
