import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { guardedHttp } from '../../../src/adapters/guarded-http/index.ts';
import { quickjsSandbox } from '../../../src/adapters/quickjs-sandbox/index.ts';
import { systemClock } from '../../../src/adapters/system-clock.ts';
import { StepFailure } from '../../../src/engine/index.ts';
import { GenieError } from '../../../src/errors.ts';
import type { RecordedError } from '../../../src/kit/cassette/cassette.ts';
import { readCassette, recordRun } from '../../../src/kit/cassette/index.ts';
import { failureOf, recordedError } from '../../../src/kit/cassette/recorded-error.ts';
import { startHttpServer, type HttpServer } from '../../fakes/http-server.ts';
import { recorded, replayed } from './harness.ts';

let server: HttpServer | undefined;
afterEach(async () => server?.[Symbol.asyncDispose]());

type Answer = (path: string, count: number) => Promise<[status: number, body: object]> | [status: number, body: object];

async function startServer(answer: Answer) {
  let count = 0;
  server = await startHttpServer(async (request, response) => {
    const [status, body] = await answer(request.url, ++count);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  return { url: server.url, ports: { http: guardedHttp({ allowHosts: [server.host] }) } };
}

const get = (name: string, url: string, more: object = {}) => ({ type: 'http', name, method: 'GET', url, ...more });

test('a run is repeated byte for byte, with its times, its id, its failures and retries', async () => {
  const { url, ports } = await startServer((path, count) => (count < 3 ? [503, { busy: count }] : [200, { path }]));
  const steps = [
    get('first', `${url}/a`, { retry: { attempts: 3, delay_ms: 20 } }),
    { type: 'delay', config: { ms: 30 } },
    get('gone', 'http://127.0.0.1:9/', { on_error: 'continue' }),
    { type: 'transform', name: 'sum', template: '{{first.body.path}}' },
  ];
  const original = await recorded(steps, ports, { more: { output: '$sum' } });
  expect(original.report).toMatchObject({ success: true, output: '/a' });
  const again = await replayed(original.cassette, steps, { output: '$sum' });
  expect(again.bytes).toBe(original.bytes);
  expect(again.unused).toEqual([]);
  expect(server!.requests).toHaveLength(3);
});

test('steps side by side end in the order in which they ended', async () => {
  const delays: Record<string, number> = { '/a': 60, '/b': 5, '/c': 30 };
  const { url, ports } = await startServer(async (path) => {
    await sleep(delays[path]);
    return [200, { path }];
  });
  const branch = (name: string) => [get(name, `${url}/${name}`), { type: 'log', config: { message: name } }];
  const steps = [{ type: 'parallel', config: { branches: { a: branch('a'), b: branch('b'), c: branch('c') } } }];
  const original = await recorded(steps, ports);
  expect(original.report.success).toBe(true);
  const order = original.cassette.calls.map(({ config }) => (config['url'] as string).slice(-2));
  expect(order).toEqual(['/b', '/c', '/a']);
  for (let round = 0; round < 3; round++) expect((await replayed(original.cassette, steps)).bytes).toBe(original.bytes);
});

test('each round of a loop gets its own answer', async () => {
  const { url, ports } = await startServer((path, count) => [200, { path, count }]);
  const steps = [
    {
      type: 'loop',
      result_key: 'all',
      config: {
        items: [1, 2, 3],
        as: 'n',
        steps: [{ type: 'http_request', result_key: 'one', config: { method: 'GET', url: `${url}/{{string(n)}}` } }],
      },
    },
  ];
  const original = await recorded(steps, ports);
  expect(original.report).toMatchObject({ success: true });
  expect(original.cassette.calls.map(({ path }) => path)).toEqual([0, 1, 2].map((round) => [0, 'steps', round, 0]));
  expect((await replayed(original.cassette, steps)).bytes).toBe(original.bytes);
});

test('no secret is kept, and the run repeats without it', async () => {
  const secret = 'sk-very-secret-value';
  const { url, ports } = await startServer(() => [200, { echo: `Bearer ${secret}` }]);
  const steps = [get('call', `${url}/?key={{env.API_KEY}}`, { headers: { authorization: 'Bearer {{env.API_KEY}}' } })];
  const original = await recorded(steps, ports, { env: { API_KEY: secret } });
  expect(original.report.success).toBe(true);
  expect(server!.requests[0]!.headers.authorization).toBe(`Bearer ${secret}`);
  expect(original.text).not.toContain(secret);
  expect(original.cassette.env).toEqual(['API_KEY']);
  expect((await replayed(original.cassette, steps)).bytes).toBe(original.bytes);
});

test('a secret as short as a number hides nothing of where calls stand', async () => {
  const { url, ports } = await startServer(() => [200, { count: 2 }]);
  const steps = [get('call', `${url}/a`), get('other', `${url}/b`)];
  const original = await recorded(steps, ports, { env: { LEVEL: '1', STEP: 'http' } });
  expect(original.cassette.calls).toMatchObject([
    { path: [0], type: 'http', attempt: 1 },
    { path: [1], type: 'http', attempt: 1 },
  ]);
  expect((await replayed(original.cassette, steps)).report).toEqual(original.report);
});

test('no secret is kept of a run that ends before its first step', async () => {
  const recording = recordRun(systemClock(), ['sk-very-secret-value']);
  const input = { key: 'sk-very-secret-value' };
  const cassette = recording.finish({ slug: 'taped', input, context: {}, stubs: [], env: [] });
  expect(cassette.input).toEqual({ key: '•••' });
});

test('a script gives again what it made of chance and of its own clock', async () => {
  const steps = [{ type: 'script', name: 'dice', timeout_ms: 60_000, code: 'return [Math.random(), Date.now()]' }];
  const sandbox = quickjsSandbox();
  try {
    const original = await recorded(steps, { sandbox }, { more: { output: '$dice' } });
    expect(original.report).toMatchObject({ success: true });
    expect((await replayed(original.cassette, steps, { output: '$dice' })).bytes).toBe(original.bytes);
  } finally {
    await sandbox.close();
  }
});

test('what a failure says besides its sentence comes again', async () => {
  const thrown = new GenieError('BUSY', 'busy', {
    data: { problems: ['a', 'b'], retryAfterMs: 70 },
    isRetryable: true,
  });
  const inner = new StepFailure([1, 'http@0', 0], 'http', thrown);
  const failure = failureOf(JSON.parse(JSON.stringify(recordedError(inner))) as RecordedError);
  expect(failure).toBeInstanceOf(StepFailure);
  expect(failure).toMatchObject({
    message: inner.message,
    path: inner.path,
    data: { problems: ['a', 'b'], retryAfterMs: 70 },
  });
});

test('a step whose settings are others than recorded is stale, and says which setting', async () => {
  const { url, ports } = await startServer(() => [200, {}]);
  const { cassette } = await recorded([get('call', `${url}/a`, { headers: { accept: 'a/b' } })], ports);
  const { report } = await replayed(cassette, [get('call', `${url}/a`, { headers: { accept: 'c/d' } })]);
  expect(report).toMatchObject({
    success: false,
    code: 'CASSETTE_STALE',
    error: expect.stringContaining('config.headers.accept is not what it was') as unknown,
  });
});

test('a step of another type, one that was not recorded, and one that is gone are told', async () => {
  const { url, ports } = await startServer(() => [200, {}]);
  const { cassette } = await recorded([get('call', `${url}/a`), get('other', `${url}/b`)], ports);
  const otherType = [{ type: 'http_request', result_key: 'call', config: { method: 'GET', url: `${url}/a` } }];
  expect((await replayed(cassette, otherType)).report).toMatchObject({ code: 'CASSETTE_STALE' });
  const more = [get('call', `${url}/a`), get('other', `${url}/b`), get('third', `${url}/c`)];
  expect((await replayed(cassette, more)).report).toMatchObject({ code: 'CASSETTE_MISSING', failedStep: 2 });
  const { report, unused } = await replayed(cassette, more.slice(0, 1));
  expect(report.success).toBe(true);
  expect(unused).toEqual(['step 2 (http) was recorded and not asked for']);
});

test('branches that do not come any more do not hold up the others', async () => {
  const { url, ports } = await startServer(async (path) => {
    await sleep(path === '/a' ? 40 : 1);
    return [200, {}];
  });
  const steps = (names: string[]) => [
    {
      type: 'parallel',
      config: { branches: Object.fromEntries(names.map((name) => [name, [get(name, `${url}/${name}`)]])) },
    },
  ];
  const { cassette } = await recorded(steps(['a', 'b']), ports);
  const { report } = await replayed(cassette, steps(['a']));
  expect(report.success).toBe(true);
});

const SOUND = { version: 1, slug: 's', input: {}, context: {}, stubs: [], env: [], calls: [] };
const CALL = { path: [0], type: 'http', attempt: 1, config: {}, told: [], endedAfterEvents: 1, result: {} };
const CLOCK = { start: 1, steps: '0 1', random: [], ids: ['x'] };

test.each([
  ['', 'it is not JSON'],
  ['{"version":1', 'it is not JSON'],
  ['[]', 'it is no cassette'],
  [{ slug: 'post-create', name: 'A flow', steps: [] }, 'it is no cassette'],
  [{ ...SOUND, clock: CLOCK, version: 2 }, 'its version is 2, not 1'],
  [{ ...SOUND, clock: CLOCK, slug: 5 }, '"slug" must be a text'],
  [{ ...SOUND, clock: CLOCK, input: null }, '"input" and "context" must be objects'],
  [{ ...SOUND, clock: CLOCK, env: 'API_KEY' }, '"env" must be a list'],
  [{ ...SOUND, clock: CLOCK, calls: [{ path: [0] }] }, '"calls" must be a list'],
  [{ ...SOUND, clock: { ...CLOCK, steps: '0 x' } }, '"clock" cannot be read'],
  [{ ...SOUND, clock: 7 }, '"clock" cannot be read'],
  [{ ...SOUND, clock: { ...CLOCK, start: 1e300 } }, '"clock" cannot be read'],
  [{ ...SOUND, clock: CLOCK, calls: [{ ...CALL, told: ['x'] }] }, '"calls" must be a list'],
  [{ ...SOUND, clock: CLOCK, calls: [{ ...CALL, told: [{ kind: 'progress' }] }] }, '"calls" must be a list'],
  [{ ...SOUND, clock: CLOCK, calls: [{ ...CALL, result: undefined }] }, '"calls" must be a list'],
  [{ ...SOUND, clock: CLOCK, calls: [{ ...CALL, error: {} }] }, '"calls" must be a list'],
])('what is no cassette is refused with its reason: %j', (written, reason) => {
  const text = typeof written === 'string' ? written : JSON.stringify(written);
  expect(() => readCassette(text, 'x.json')).toThrow(expect.objectContaining({ code: 'CASSETTE_INVALID' }) as Error);
  expect(() => readCassette(text, 'x.json')).toThrow(reason);
});
