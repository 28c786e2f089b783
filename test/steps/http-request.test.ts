import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { guardedHttp } from '../../src/adapters/guarded-http/index.ts';
import type { JsonObject } from '../../src/json.ts';
import type { HttpPort } from '../../src/ports/index.ts';
import { httpRequest } from '../../src/steps/http-request.ts';
import { http } from '../../src/steps/http.ts';
import { startHttpServer, type HttpServer } from '../fakes/http-server.ts';
import { recordingPorts, rejection, runStep, stepContext, type TestContext } from '../fakes/ports.ts';

let server: HttpServer;
let port: HttpPort;
let context: TestContext;

beforeAll(async () => {
  server = await startHttpServer(({ url }, response) => {
    const status = Number(/^\/status\/(\d+)/.exec(url)?.[1] ?? 200);
    const headers = { 'content-type': 'application/json', 'set-cookie': 'sid=s3cret', 'retry-after': '7' };
    response.writeHead(status, headers).end(JSON.stringify({ status }));
  });
  port = guardedHttp({ allowHosts: [server.host] });
});

afterAll(async () => {
  await port.close();
  await server[Symbol.asyncDispose]();
});

beforeEach(() => {
  server.requests.length = 0;
  context = stepContext({ ...recordingPorts().ports, http: port });
});

describe.each([
  ['http_request', httpRequest],
  ['http', http],
])('%s', (_, stepType) => {
  const ask = (settings: JsonObject) => runStep(stepType, { url: `${server.url}/a`, ...settings }, context);

  it('gives status, headers and the parsed body', async () => {
    expect(await ask({})).toMatchObject({
      status: 200,
      ok: true,
      headers: { 'content-type': 'application/json' },
      body: { status: 200 },
    });
    expect(server.requests).toMatchObject([{ method: 'GET', url: '/a' }]);
  });

  it('adds the query to the one in the URL', async () => {
    const query = { q: 'a b&c', n: 2, yes: true, no: null, list: ['x', 'y'] };
    await ask({ url: `${server.url}/a?kept=1`, query });
    expect(server.requests[0]!.url).toBe('/a?kept=1&q=a+b%26c&n=2&yes=true&list=x&list=y');
  });

  it('sends a body as JSON, with the key that makes a repeated request harmless', async () => {
    await ask({ method: 'POST', body: { a: 1 }, headers: { 'X-Number': 5 } });
    expect(server.requests[0]).toMatchObject({
      body: '{"a":1}',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'run-1-0', 'x-number': '5' },
    });
  });

  it.each([
    [404, 'HTTP_STATUS', false],
    [408, 'HTTP_STATUS', true],
    [425, 'HTTP_STATUS', true],
    [429, 'RATE_LIMITED', true],
    [500, 'HTTP_STATUS', true],
    [503, 'HTTP_STATUS', true],
  ])('fails for status %i with %s', async (status, code, isRetryable) => {
    const error = await rejection(ask({ url: `${server.url}/status/${status}?key=abc` }));
    expect(error).toMatchObject({ code, isRetryable, data: { status, retryAfterMs: 7000 } });
    expect(error.message).toBe(`GET ${server.url}/status/${status} answered with status ${status}`);
    expect(error.detail).toContain(`{"status":${status}}`);
  });

  it('gives an error status as a result when told so', async () => {
    const result = await ask({ url: `${server.url}/status/404`, fail_on_status: false });
    expect(result).toMatchObject({ status: 404, ok: false, body: { status: 404 } });
  });

  it('masks what its name says is secret', async () => {
    const headers = { Authorization: 'Bearer abc.def', 'X-Api-Key': 'key-1', Accept: 'text/html' };
    await ask({
      url: server.url.replace('//', '//ann:pass%20word@'),
      headers,
      query: { access_token: 'tok-1', page: '2' },
    });
    expect(context.secrets).toEqual(['Bearer abc.def', 'abc.def', 'key-1', 'tok-1', 'pass word', 'sid=s3cret']);
  });

  it.each([
    [500, true],
    [502, true],
    [503, false],
    [404, false],
  ])('says of the status %i whether the request may have taken effect: %s', async (status, isOutcomeUnknown) => {
    expect(await rejection(ask({ url: `${server.url}/status/${status}`, method: 'POST' }))).toMatchObject({
      isOutcomeUnknown,
    });
  });

  it('masks a password that is not URL-encoded as it stands', async () => {
    await rejection(ask({ url: 'http://ann:100%25-50%zz@192.0.2.1/', method: 'POST' }));
    expect(context.secrets).toEqual(['100%25-50%zz']);
  });

  it('refuses an answer that is longer than allowed', async () => {
    expect(await rejection(ask({ max_bytes: 5 }))).toMatchObject({ code: 'TOO_LARGE' });
  });

  it.each<[JsonObject]>([
    [{ url: 'ftp://example.com' }],
    [{ url: '/relative' }],
    [{ method: 'FETCH' }],
    [{ body: { a: 1 } }],
    [{ method: 'HEAD', body: 'x' }],
    [{ headers: { 'bad name': 'x' } }],
    [{ headers: { good: { a: 1 } } }],
    [{ query: { a: { b: 1 } } }],
    [{ max_bytes: 5_000_001 }],
  ])('refuses %j before any request', (settings) => {
    expect(stepType.config.safeParse({ url: server.url, ...settings }).success).toBe(false);
  });

  it('reads with GET and HEAD and writes with anything else', () => {
    const effects = [undefined, 'GET', 'HEAD', 'POST', 'DELETE', '$input.method'].map((method) =>
      stepType.effectOf({ method }),
    );
    expect(effects).toEqual(['read', 'read', 'read', 'write', 'write', 'write']);
  });
});
