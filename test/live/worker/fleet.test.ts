import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { bullmqJobs, bullmqQueue } from '../../../src/adapters/bullmq-queue/index.ts';
import { openRedisJournal } from '../../../src/adapters/redis-journal/index.ts';
import { RUN_QUEUE, runJobRequest } from '../../../src/worker/index.ts';
import { folder, startCommand } from '../../cli/command.ts';
import { startRedis, type RedisServer } from '../services/redis.ts';
import { untilReady } from '../services/until-ready.ts';
import { startEffectsServer, type EffectsServer } from './effects-server.ts';

/** How many runs are queued; 200 is what a release is tried with. */
const RUNS = Number(process.env['GENIE_FLEET_RUNS'] ?? 60);

const workers: ChildProcess[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) await end(worker, 'SIGKILL');
});

function startWorker(cwd: string, redis: RedisServer, more: string[] = []): ChildProcess {
  const argv = ['worker', '--only', 'runs', '--lease', '2s', '--concurrency', '5', ...more];
  const worker = startCommand(argv, { cwd, env: { REDIS_URL: redis.url } });
  worker.stdout!.resume();
  workers.push(worker);
  return worker;
}

async function end(worker: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (worker.exitCode === null && worker.signalCode === null) {
    worker.kill(signal);
    await once(worker, 'exit');
  }
  return worker.exitCode;
}

/** Two writes with a moment between them. */
function project({ url, host }: EffectsServer, more: object = {}): string {
  const post = (name: string) => ({
    type: 'http_request',
    result_key: name,
    config: { url: `${url}/${name}`, method: 'POST', body: { n: '$input.n' } },
  });
  return folder({
    'genie-actions.config.json': {
      audit: { enabled: false },
      http: { allowHosts: [host], idempotentHosts: [host] },
      ...more,
    },
    'flows/effects.json': {
      slug: 'effects',
      name: 'Effects',
      steps: [post('first'), { type: 'delay', name: 'pause', ms: 100 }, post('second')],
      output: { n: '$input.n', second: '$second.body.number' },
    },
  });
}

async function queueRuns(redis: RedisServer, count: number): Promise<string[]> {
  const queue = bullmqQueue({ url: redis.url });
  const ids = Array.from({ length: count }, (_, n) => `run-${n}`);
  for (const [n, runId] of ids.entries()) {
    await queue.enqueue(runJobRequest({ runId, slug: 'effects', params: { n }, context: { user_id: 'u1' } }));
  }
  await queue.close();
  return ids;
}

/** Waits until so many runs have come to an end, over all outages. */
async function untilEnded(redis: RedisServer, count: number): Promise<void> {
  const jobs = bullmqJobs({ url: redis.url });
  try {
    await untilReady(
      async () => {
        const { completed, failed } = await jobs.count(RUN_QUEUE);
        if (completed + failed >= count) return true;
        await sleep(100);
        return false;
      },
      { timeoutMs: 50_000 + RUNS * 100, what: `${count} runs` },
    );
  } finally {
    await jobs.close();
  }
}

async function outcomes(redis: RedisServer) {
  const jobs = bullmqJobs({ url: redis.url });
  const journal = openRedisJournal({ url: redis.url });
  try {
    return { counts: await jobs.count(RUN_QUEUE), runs: await journal.listRuns({}) };
  } finally {
    await Promise.all([jobs.close(), journal.close()]);
  }
}

it(
  `ends ${RUNS} runs once, each effect done once, over kill -9 of a worker and a restart of Redis`,
  async () => {
    const redis = await startRedis({ appendOnly: true });
    await using server = await startEffectsServer({ delayMs: 20 });
    const cwd = project(server);
    await queueRuns(redis, RUNS);
    const doomed = startWorker(cwd, redis);
    startWorker(cwd, redis);
    await untilEnded(redis, Math.floor(RUNS / 4));
    await end(doomed, 'SIGKILL');
    await untilEnded(redis, Math.floor(RUNS / 2));
    await redis.restart();
    await untilEnded(redis, RUNS);
    const { counts, runs } = await outcomes(redis);
    expect(counts).toMatchObject({ completed: RUNS, failed: 0, waiting: 0, active: 0, delayed: 0 });
    expect(runs).toHaveLength(RUNS);
    expect(runs.filter(({ status }) => status !== 'success')).toEqual([]);
    expect(runs.some(({ resumes }) => resumes > 0)).toBe(true);
    expect(server.effects.size).toBe(2 * RUNS);
    expect([...server.effects.values()].every((times) => times === 1)).toBe(true);
  },
  120_000 + RUNS * 200,
);

it('takes up the run of a killed worker within seconds', async () => {
  const redis = await startRedis({ appendOnly: true });
  await using server = await startEffectsServer({ delayMs: 1_000 });
  const cwd = project(server);
  await queueRuns(redis, 1);
  const doomed = startWorker(cwd, redis);
  await untilReady(() => server.effects.size === 1, { timeoutMs: 30_000, what: 'the first effect' });
  await end(doomed, 'SIGKILL');
  startWorker(cwd, redis);
  const killedAt = performance.now();
  await untilReady(() => server.repeats() === 1, { timeoutMs: 30_000, what: 'the resumed run' });
  // The new worker starts in the meantime; with a lease of two seconds a dead one is found out within four.
  expect(performance.now() - killedAt).toBeLessThan(20_000);
  await untilEnded(redis, 1);
  expect((await outcomes(redis)).runs).toMatchObject([{ status: 'success', resumes: 1 }]);
});

it('reports OUTCOME_UNKNOWN for a write that no server promised to do once', async () => {
  const redis = await startRedis({ appendOnly: true });
  await using server = await startEffectsServer({ delayMs: 1_000 });
  const cwd = project(server, { http: { allowHosts: [server.host] } });
  await queueRuns(redis, 1);
  const doomed = startWorker(cwd, redis);
  await untilReady(() => server.effects.size === 1, { timeoutMs: 30_000, what: 'the first effect' });
  await end(doomed, 'SIGKILL');
  startWorker(cwd, redis);
  await untilEnded(redis, 1);
  const { runs, counts } = await outcomes(redis);
  expect(counts).toMatchObject({ failed: 1, completed: 0 });
  expect(runs).toMatchObject([{ status: 'error', errorCode: 'OUTCOME_UNKNOWN' }]);
  expect(server.repeats()).toBe(0);
});

it('lets running work finish after SIGTERM, takes no more, and hands back what takes too long', async () => {
  const redis = await startRedis({ appendOnly: true });
  await using server = await startEffectsServer({ delayMs: 1_500 });
  const cwd = project(server);
  await queueRuns(redis, 12);
  const patient = startWorker(cwd, redis, ['--grace', '30s']);
  await untilReady(() => server.effects.size === 5, { timeoutMs: 30_000, what: 'five runs' });
  expect(await end(patient, 'SIGTERM')).toBe(143);
  expect((await outcomes(redis)).counts).toMatchObject({ completed: 5, failed: 0, active: 0 });

  const hasty = startWorker(cwd, redis, ['--grace', '100ms']);
  await untilReady(() => server.effects.size > 10, { timeoutMs: 30_000, what: 'more runs' });
  expect(await end(hasty, 'SIGTERM')).toBe(143);
  expect((await outcomes(redis)).counts).toMatchObject({ completed: 5, failed: 0, active: 0 });

  startWorker(cwd, redis);
  await untilEnded(redis, 12);
  const { runs } = await outcomes(redis);
  expect(runs.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 'success'));
  expect([...server.effects.values()]).toEqual(Array.from({ length: 24 }, () => 1));
});
