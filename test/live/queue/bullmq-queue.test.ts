import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bullmqJobs, bullmqQueue } from '../../../src/adapters/bullmq-queue/index.ts';
import type { JsonObject } from '../../../src/json.ts';
import { describeQueue } from '../../contracts/queue.ts';
import { rejection } from '../../fakes/ports.ts';
import { freePort } from '../services/free-port.ts';
import { startRedis, type RedisServer } from '../services/redis.ts';

let redis: RedisServer;
let bare: Redis;

beforeAll(async () => {
  redis = await startRedis({ appendOnly: true });
  bare = new Redis(redis.url, { maxRetriesPerRequest: null });
});
afterAll(() => bare.disconnect());

describeQueue('BullMQ on Redis', async () => ({
  queue: bullmqQueue({ url: redis.url }),
  async jobs(name) {
    const queue = new Queue(name, { connection: bare });
    const jobs = await queue.getJobs(['waiting', 'delayed', 'prioritized'], 0, -1, true);
    return jobs.map((job) => ({ id: job.id!, name: job.name, data: job.data as JsonObject }));
  },
}));

const REQUEST = { queue: 'q', name: 'n', data: {} };

/** The failure of one job, and how long it took to be told; nothing may stay open. */
async function failureAt(url: string) {
  const queue = bullmqQueue({ url });
  const startedAt = performance.now();
  const error = await rejection(queue.enqueue(REQUEST));
  await queue.close();
  return { error, ms: performance.now() - startedAt };
}

it('says at once that nobody listens', async () => {
  const port = await freePort();
  const { error, ms } = await failureAt(`redis://127.0.0.1:${port}`);
  expect(error).toMatchObject({
    code: 'UNAVAILABLE',
    message: 'Redis refused the connection',
    isOutcomeUnknown: false,
  });
  expect(error.detail).toContain(`127.0.0.1:${port}`);
  expect(ms).toBeLessThan(1_500);
});

it('gives up within two seconds on a port that takes connections and stays silent', async () => {
  await using silent = await silentPort();
  const { error, ms } = await failureAt(`redis://127.0.0.1:${silent.port}`);
  expect(error).toMatchObject({
    code: 'UNAVAILABLE',
    message: 'Redis did not answer in time',
    isOutcomeUnknown: false,
  });
  expect(ms).toBeGreaterThan(1_900);
  expect(ms).toBeLessThan(4_000);
});

it('says that there is no such host', async () => {
  const { error } = await failureAt('redis://no-such-host.invalid:6379');
  expect(error).toMatchObject({ code: 'UNAVAILABLE', isOutcomeUnknown: false });
  expect(error.message).toMatch(/host/);
});

it('says that a password is missing or wrong, and never which one was tried', async () => {
  const closed = await startRedis();
  const owner = new Redis(closed.url);
  await owner.config('SET', 'requirepass', 'right-password');
  owner.disconnect();
  const missing = await rejection(bullmqQueue({ url: closed.url }).enqueue(REQUEST));
  expect(missing).toMatchObject({ code: 'INVALID_CREDENTIALS', isRetryable: false });
  const { error } = await failureAt(closed.url.replace('//', '//:wrong-password@'));
  expect(error).toMatchObject({ code: 'INVALID_CREDENTIALS', isRetryable: false });
  expect(`${error.message} ${error.detail}`).not.toContain('wrong-password');
  const right = bullmqQueue({ url: closed.url.replace('//', '//:right-password@') });
  expect(await right.enqueue(REQUEST)).toMatchObject({ bullId: '1' });
  await right.close();
  await closed.stop();
});

it('says so when a key of the queue holds something else', async () => {
  await bare.set('bull:occupied:wait', 'text');
  const queue = bullmqQueue({ url: redis.url });
  const error = await rejection(queue.enqueue({ ...REQUEST, queue: 'occupied' }));
  expect(error).toMatchObject({ code: 'BAD_ANSWER', isRetryable: false, isOutcomeUnknown: false });
  expect(error.message).toContain('something else');
  await queue.close();
});

it('says so when Redis is full', async () => {
  const full = await startRedis({ args: ['--maxmemory', '1', '--maxmemory-policy', 'noeviction'] });
  const { error } = await failureAt(full.url);
  expect(error).toMatchObject({ code: 'UNAVAILABLE', message: 'Redis is out of memory' });
  await full.stop();
});

it('goes on after Redis was started again, and refuses at once while it is away', async () => {
  const own = await startRedis({ appendOnly: true });
  const queue = bullmqQueue({ url: own.url });
  await queue.enqueue(REQUEST);
  await own.stop();
  expect(await rejection(queue.enqueue(REQUEST))).toMatchObject({ code: 'UNAVAILABLE' });
  await own.restart();
  expect(await queue.enqueue(REQUEST)).toMatchObject({ bullId: '2' });
  await queue.close();
});

it('does not know the outcome when Redis falls silent with a job in hand', async () => {
  const own = await startRedis();
  const queue = bullmqQueue({ url: own.url, answerWithinMs: 300, connectWithinMs: 300 });
  await queue.enqueue(REQUEST);
  own.pause();
  const error = await rejection(queue.enqueue({ ...REQUEST, options: { jobId: 'x' } }));
  expect(error).toMatchObject({ code: 'CONNECTION_LOST', isOutcomeUnknown: true, isRetryable: true });
  own.resume();
  expect(await queue.enqueue({ ...REQUEST, options: { jobId: 'x' } })).toMatchObject({ bullId: 'x' });
  await queue.close();
});

it('lets go at once when it is aborted', async () => {
  await using silent = await silentPort();
  const queue = bullmqQueue({ url: `redis://127.0.0.1:${silent.port}` });
  const controller = new AbortController();
  const adding = queue.enqueue(REQUEST, { signal: controller.signal });
  setTimeout(() => controller.abort(new Error('enough')), 50);
  const startedAt = performance.now();
  await expect(adding).rejects.toThrow('enough');
  expect(performance.now() - startedAt).toBeLessThan(300);
  await queue.close();
});

it('shows jobs by state in pages, and retries failed ones only', async () => {
  const name = 'shown';
  const queue = new Queue(name, { connection: bare });
  for (let index = 0; index < 5; index++) await queue.add('n', { index }, { jobId: `job-${index}a` });
  await queue.add('late', {}, { delay: 60_000 });
  const jobs = bullmqJobs({ url: redis.url });
  expect(await jobs.count(name)).toMatchObject({ waiting: 5, delayed: 1, failed: 0 });
  const pages = await Promise.all([0, 2, 4, 6].map((offset) => jobs.list({ queue: name, offset, limit: 2 })));
  expect(pages.map((page) => page.length)).toEqual([2, 2, 2, 0]);
  expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(6);
  expect(pages.flat().at(-1)).toMatchObject({ name: 'late', state: 'delayed' });
  expect(await jobs.find(name, 'job-0a')).toMatchObject({ state: 'waiting', data: { index: 0 }, error: null });
  expect(await jobs.find(name, 'none')).toBeUndefined();
  expect(await rejection(jobs.retry(name, 'job-0a'))).toMatchObject({ code: 'JOB_NOT_FAILED' });
  expect(await rejection(jobs.retry(name, 'none'))).toMatchObject({ code: 'ITEM_NOT_FOUND' });
  await jobs.close();
});

it('makes nothing by looking', async () => {
  const jobs = bullmqJobs({ url: redis.url });
  await jobs.count('never-used');
  await jobs.list({ queue: 'never-used', offset: 0, limit: 10 });
  await jobs.close();
  expect(await bare.keys('bull:never-used:*')).toEqual([]);
});

async function silentPort() {
  const server: Server = createServer(() => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => sockets.add(socket));
  const { port } = server.address() as { port: number };
  return {
    port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
