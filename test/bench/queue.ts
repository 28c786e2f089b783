/**
 * What our layer adds to BullMQ, in one run against one redis-server: the time of an enqueue, and how many trivial flows a
 * worker does in a second. `node test/bench/queue.ts`; needs redis-server.
 */
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { bullmqQueue, consumeQueue } from '../../src/adapters/bullmq-queue/index.ts';
import { openRedisJournal } from '../../src/adapters/redis-journal/index.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { createRunner, type JsonObject } from '../../src/index.ts';
import { createRunProcessor, runJobRequest } from '../../src/worker/index.ts';
import { startRedis } from '../live/services/redis.ts';
import { stopAll } from '../live/services/running-services.ts';
import { sourceOf } from '../runner/harness.ts';

const ENQUEUES = 2_000;
/** Runs of each measurement; more where the machine is quiet. */
const JOBS = Number(process.env['JOBS'] ?? 2_000);
const CONCURRENCIES = [1, 10, 50];

const FLOW: JsonObject = {
  slug: 'trivial',
  name: 'Trivial',
  steps: [{ type: 'transform', name: 'sum', template: { n: '$input.n' } }],
  output: '$sum',
};

const redis = await startRedis({ appendOnly: false, args: ['--appendonly', 'yes', '--appendfsync', 'everysec'] });
const bare = new Redis(redis.url, { maxRetriesPerRequest: null });
try {
  await compareEnqueue();
  for (const concurrency of CONCURRENCIES) await compareThroughput(concurrency);
} finally {
  bare.disconnect();
  await stopAll();
}

async function compareEnqueue(): Promise<void> {
  const queue = new Queue('bare', { connection: bare });
  const ours = bullmqQueue({ url: redis.url });
  const data = { type: 'apply_watermark', media_id: 'm1' };
  const times: Record<'bare' | 'ours', number[]> = { bare: [], ours: [] };
  // In turn, so that what else the machine does falls on both.
  for (let index = 0; index < ENQUEUES; index++) {
    times.bare.push(await timed(() => queue.add('job', data, { jobId: `id-${index}` })));
    const options = { jobId: `id-${index}` };
    times.ours.push(await timed(() => ours.enqueue({ queue: 'ours', name: 'job', data, options })));
  }
  await Promise.all([ours.close(), queue.close()]);
  const [bareMs, oursMs] = [median(times.bare), median(times.ours)];
  console.log(
    `enqueue: bare ${bareMs.toFixed(3)} ms, ours ${oursMs.toFixed(3)} ms, added ${(oursMs - bareMs).toFixed(3)} ms`,
  );
}

async function compareThroughput(concurrency: number): Promise<void> {
  const bareRate = await bareThroughput(concurrency);
  const oursRate = await ourThroughput(concurrency);
  console.log(
    `worker, ${concurrency} at a time: bare ${bareRate.toFixed(0)}/s, flows ${oursRate.toFixed(0)}/s, ${(oursRate / bareRate).toFixed(2)} of bare`,
  );
}

async function bareThroughput(concurrency: number): Promise<number> {
  const name = `bare-${concurrency}`;
  const queue = new Queue(name, { connection: bare });
  await queue.addBulk(Array.from({ length: JOBS }, (_, n) => ({ name: 'job', data: { n } })));
  let left = JOBS;
  const { promise: allDone, resolve } = Promise.withResolvers<void>();
  const startedAt = performance.now();
  const worker = new Worker(
    name,
    async () => {
      if (--left === 0) resolve();
    },
    { connection: bare, concurrency },
  );
  await allDone;
  const rate = JOBS / ((performance.now() - startedAt) / 1000);
  await Promise.all([worker.close(), queue.close()]);
  return rate;
}

async function ourThroughput(concurrency: number): Promise<number> {
  const name = `ours-${concurrency}`;
  const producer = bullmqQueue({ url: redis.url });
  const requests = Array.from({ length: JOBS }, (_, n) =>
    runJobRequest({ runId: `${name}-${n}`, slug: 'trivial', params: { n }, context: {} }, { queue: name }),
  );
  await Promise.all(requests.map((request) => producer.enqueue(request)));
  await producer.close();
  const journal = openRedisJournal({ url: redis.url });
  const runner = createRunner({
    source: sourceOf(FLOW),
    ports: { clock: systemClock() },
    journal,
    config: { audit: { isEnabled: false } },
  });
  // What is done once for a flow, not once for a run.
  await runner.run('trivial', { n: 0 });
  let left = JOBS;
  const { promise: allDone, resolve } = Promise.withResolvers<void>();
  const startedAt = performance.now();
  const consumer = await consumeQueue({
    url: redis.url,
    queue: name,
    concurrency,
    leaseMs: 10_000,
    process: createRunProcessor({
      runner,
      journal,
      onEnd({ end }) {
        if (end.kind !== 'done') throw new Error(`a run ended as ${end.kind}`);
        if (--left === 0) resolve();
      },
    }),
    onNotice: (notice) => console.error(notice),
  });
  await allDone;
  const rate = JOBS / ((performance.now() - startedAt) / 1000);
  await consumer.stop(5_000);
  await journal.close();
  return rate;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
}
