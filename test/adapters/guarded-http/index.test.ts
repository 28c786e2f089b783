import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { LookupAddress } from 'node:dns';
import { promisify } from 'node:util';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { guardedHttp } from '../../../src/adapters/guarded-http/index.ts';
import type { LookupAll } from '../../../src/adapters/guarded-http/guarded-connector.ts';
import { describeHttpPort } from '../../contracts/http.ts';
import { startHttpServer } from '../../fakes/http-server.ts';
import { startSilentListener } from '../../fakes/silent-listener.ts';

describeHttpPort('guarded', (allowHosts) => guardedHttp({ allowHosts }));

function answering(...rounds: string[][]): LookupAll & { calls: number } {
  const lookup = Object.assign(
    ((_hostname, _options, callback) => {
      const addresses = rounds[Math.min(lookup.calls++, rounds.length - 1)] ?? [];
      callback(
        null,
        addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    }) satisfies LookupAll,
    { calls: 0 },
  );
  return lookup;
}

describe('guardedHttp', () => {
  it.each([
    'http://127.0.0.1:PORT',
    'http://localhost:PORT',
    'http://LOCALHOST:PORT',
    'http://127.1:PORT',
    'http://127.0.0.1.:PORT',
    'http://2130706433:PORT',
    'http://0x7f000001:PORT',
    'http://0x7f.0.0.1:PORT',
    'http://0177.0.0.1:PORT',
    'http://017700000001:PORT',
    'http://１２７.0.0.1:PORT',
    'http://127.0.0.1%2e:PORT',
    'http://0:PORT',
    'http://0.0.0.0:PORT',
    'http://[::1]:PORT',
    'http://[::]:PORT',
    'http://[::ffff:127.0.0.1]:PORT',
    'http://[::ffff:7f00:1]:PORT',
    'http://[::127.0.0.1]:PORT',
    'http://[0:0:0:0:0:ffff:0:7f00]:PORT',
    'http://[64:ff9b::7f00:1]:PORT',
    'http://[64:ff9b:1::7f00:1]:PORT',
    'http://[2002:7f00:1::]:PORT',
    'http://[2001:0:7f00:1::]:PORT',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://[ff02::1]/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://192.0.0.192/',
    'http://168.63.129.16/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://240.0.0.1/',
    'http://255.255.255.255/',
    'http://user:secret@127.0.0.1:PORT/?token=secret',
  ])('refuses %s', async (template) => {
    await using server = await startHttpServer((_request, response) => void response.end('secret'));
    const http = guardedHttp();
    const url = template.replace('PORT', String(server.port));
    const refused = await http.request({ url, method: 'GET', maxBytes: 1000 }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'ADDRESS_FORBIDDEN', isRetryable: false });
    expect(
      JSON.stringify([refused, (refused as Error).message, (refused as { detail?: string }).detail]),
    ).not.toContain('secret');
    expect(server.connections).toBe(0);
    await http.close();
  });

  it('says how to allow an address that is meant', async () => {
    const answer = guardedHttp().request({ url: 'http://127.0.0.1:3001/x', method: 'GET', maxBytes: 1 });
    await expect(answer).rejects.toMatchObject({
      message: 'The address 127.0.0.1:3001 is not allowed',
      detail: expect.stringMatching(/--allow-host 127\.0\.0\.1:3001, or add "127\.0\.0\.1:3001" to http\.allowHosts/),
    });
  });

  it('refuses a name when one of its addresses is not public', async () => {
    for (const addresses of [['127.0.0.1'], ['93.184.215.14', '127.0.0.1'], ['2606:2800:21f::1', '::ffff:10.0.0.1']]) {
      const http = guardedHttp({ lookupAll: answering(addresses) });
      const answer = http.request({ url: 'http://mixed.example/', method: 'GET', maxBytes: 1 });
      await expect(answer).rejects.toMatchObject({ code: 'ADDRESS_FORBIDDEN', data: { host: 'mixed.example' } });
      await http.close();
    }
  });

  it('checks the very addresses that it connects to, at each connection', async () => {
    await using server = await startHttpServer((_request, response) => void response.end('secret'));
    const lookupAll = answering(['203.0.114.1'], ['127.0.0.1']);
    const http = guardedHttp({ lookupAll });
    const request = { url: `http://rebinding.example:${server.port}/`, method: 'GET', maxBytes: 100 };
    const first = http.request(request, { signal: AbortSignal.timeout(200) });
    await expect(first).rejects.not.toHaveProperty('code', 'ADDRESS_FORBIDDEN');
    await expect(http.request(request)).rejects.toHaveProperty('code', 'ADDRESS_FORBIDDEN');
    expect(lookupAll.calls).toBe(2);
    expect(server.connections).toBe(0);
    await http.close();
  });

  it.each(['http://127.0.0.1:PORT/', 'http://[::ffff:127.0.0.1]:PORT/', '//localhost:PORT/'])(
    'refuses a redirect to %s',
    async (location) => {
      await using target = await startHttpServer((_request, response) => void response.end('secret'));
      await using server = await startHttpServer((_request, response) => {
        response.writeHead(302, { location: location.replace('PORT', String(target.port)) }).end();
      });
      const http = guardedHttp({ allowHosts: [server.host] });
      const answer = http.request({ url: server.url, method: 'GET', maxBytes: 100 });
      await expect(answer).rejects.toHaveProperty('code', 'ADDRESS_FORBIDDEN');
      expect(target.connections).toBe(0);
      await http.close();
    },
  );

  it('refuses a redirect away from HTTP', async () => {
    await using server = await startHttpServer((_request, response) => {
      response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    });
    const http = guardedHttp({ allowHosts: [server.host] });
    await expect(http.request({ url: server.url, method: 'GET', maxBytes: 100 })).rejects.toHaveProperty(
      'code',
      'INVALID_URL',
    );
    await http.close();
  });

  it('reaches a name on the allow-list wherever it leads', async () => {
    await using server = await startHttpServer((_request, response) => void response.end('here'));
    const http = guardedHttp({ allowHosts: ['*.internal.example'], lookupAll: answering(['127.0.0.1']) });
    const url = `http://api.internal.example:${server.port}/`;
    expect((await http.request({ url, method: 'GET', maxBytes: 100 })).body).toBe('here');
    await http.close();
  });

  it('sends the credentials of a URL as a header', async () => {
    await using server = await startHttpServer((_request, response) => void response.end());
    const http = guardedHttp({ allowHosts: [server.host] });
    await http.request({ url: `http://me:p%40ss@${server.host}/`, method: 'GET', maxBytes: 1 });
    expect(server.requests[0]?.headers.authorization).toBe(`Basic ${btoa('me:p@ss')}`);
    await http.request({ url: `http://me:100%@${server.host}/`, method: 'GET', maxBytes: 1 });
    expect(server.requests[1]?.headers.authorization).toBe(`Basic ${btoa('me:100%')}`);
    await http.close();
  });

  it.each([
    ['HEAD', 200, 'gzip'],
    ['GET', 204, 'gzip'],
    ['GET', 200, 'br'],
    ['GET', 200, 'deflate'],
  ])(
    'takes an empty answer to %s with status %d that is said to be packed with %s',
    async (method, status, encoding) => {
      await using server = await startHttpServer(
        (_request, response) =>
          void response.writeHead(status, { 'content-encoding': encoding, 'content-type': 'application/json' }).end(),
      );
      const http = guardedHttp({ allowHosts: [server.host] });
      expect(await http.request({ url: server.url, method, maxBytes: 100 })).toMatchObject({ status, body: '' });
      await http.close();
    },
  );

  it.each([
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('unpacks %s, form %#', async (encoding, pack) => {
    await using server = await startHttpServer(
      (_request, response) =>
        void response.writeHead(200, { 'content-encoding': encoding }).end(pack('hello '.repeat(20_000))),
    );
    const http = guardedHttp({ allowHosts: [server.host] });
    const { body } = await http.request({ url: server.url, method: 'GET', maxBytes: 1_000_000 });
    expect(body).toBe('hello '.repeat(20_000));
    const tooLong = http.request({ url: server.url, method: 'GET', maxBytes: 1000 });
    await expect(tooLong).rejects.toMatchObject({ code: 'TOO_LARGE' });
    await http.close();
  });

  it('does not wait for the body of a redirect that never ends', async () => {
    await using server = await startHttpServer(({ url }, response) => {
      if (url === '/there') response.end('arrived');
      else response.writeHead(302, { location: '/there' }).write('slow');
    });
    const http = guardedHttp({ allowHosts: [server.host] });
    const startedAt = Date.now();
    expect((await http.request({ url: server.url, method: 'GET', maxBytes: 100 })).body).toBe('arrived');
    expect(Date.now() - startedAt).toBeLessThan(5_000);
    await http.close();
  });

  it('uses connections again', async () => {
    await using server = await startHttpServer((_request, response) => void response.end('x'));
    const http = guardedHttp({ allowHosts: [server.host] });
    for (let index = 0; index < 5; index++) await http.request({ url: server.url, method: 'GET', maxBytes: 10 });
    expect(server.requests).toHaveLength(5);
    // A second one is opened when the first is not yet free.
    expect(server.connections).toBeLessThanOrEqual(2);
    await http.close();
  });

  it('an abort while connecting leaves no socket behind, and the next request works', async () => {
    await using silent = await startSilentListener();
    const others = connecting();
    const http = guardedHttp({ allowHosts: ['127.0.0.1'] });
    const request = { url: `http://127.0.0.1:${silent.port}/`, method: 'GET', maxBytes: 1 };
    await expect(http.request({ ...request, url: 'http://127.0.0.1:1/' })).rejects.toHaveProperty(
      'code',
      'UNAVAILABLE',
    );
    const startedAt = performance.now();
    for (const reason of ['enough', 'again']) {
      const abort = new AbortController();
      setTimeout(() => abort.abort(new Error(reason)), 50);
      await expect(http.request(request, { signal: abort.signal })).rejects.toThrow(reason);
    }
    expect(performance.now() - startedAt).toBeLessThan(350);
    await new Promise(setImmediate);
    expect(connecting()).toBe(others);
    await http.close();
  });

  it('lets the process end while a connection is kept for the next request', async () => {
    await using server = await startHttpServer((_request, response) => void response.end('x'));
    const adapter = new URL('../../../src/adapters/guarded-http/index.ts', import.meta.url);
    const program = `
      import { guardedHttp } from ${JSON.stringify(adapter.href)};
      const http = guardedHttp({ allowHosts: [${JSON.stringify(server.host)}] });
      await http.request({ url: ${JSON.stringify(server.url)}, method: 'GET', maxBytes: 10 });
      const answeredAt = performance.now();
      process.on('exit', () => console.log(performance.now() - answeredAt));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
    expect(Number(stdout)).toBeLessThan(1000);
  });

  it('an abort of one request leaves another to the same place alone', async () => {
    await using server = await startHttpServer((_request, response) => void setTimeout(() => response.end('x'), 100));
    const http = guardedHttp({ allowHosts: [server.host] });
    const request = { url: server.url, method: 'GET', maxBytes: 10 };
    const abort = new AbortController();
    const answers = [http.request(request, { signal: abort.signal }), http.request(request)];
    setTimeout(() => abort.abort(new Error('enough')), 20);
    const [first, second] = await Promise.allSettled(answers);
    expect(first).toMatchObject({ status: 'rejected', reason: { message: 'enough' } });
    expect(second).toMatchObject({ status: 'fulfilled', value: { body: 'x' } });
    await http.close();
  });

  it('reports a server that does not speak HTTP', async () => {
    const server = createServer((socket) => void socket.once('data', () => socket.write('SSH-2.0-OpenSSH_9.2\r\n')));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const http = guardedHttp({ allowHosts: ['127.0.0.1'] });
    const answer = http.request({ url: `http://127.0.0.1:${port}/`, method: 'GET', maxBytes: 1 });
    await expect(answer).rejects.toHaveProperty('code', 'BAD_ANSWER');
    await http.close();
    server.close();
  });
});

function connecting(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPConnectWrap').length;
}
