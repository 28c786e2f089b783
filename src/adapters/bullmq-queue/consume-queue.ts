import type { Job, Worker } from 'bullmq';
import { GenieError, toGenieError } from '../../errors.ts';
import type { Json } from '../../json.ts';
import type { JobConsumer, JobEnd, JobProcessor } from '../../ports/index.ts';
import { connectRedis } from '../redis/connect-redis.ts';
import { describeRedisFailure } from '../redis/redis-failure.ts';
import { queueFailure } from './queue-failure.ts';

export interface ConsumeOptions {
  url: string;
  queue: string;
  /** Jobs that are worked on at the same time. */
  concurrency: number;
  /** Milliseconds after which a worker that is not heard of counts as dead; its jobs are then taken over within half as long. */
  leaseMs: number;
  process: JobProcessor;
  /** Told in words when Redis is lost, found again, or refuses something. */
  onNotice: (notice: string) => void;
  prefix?: string;
}

/**
 * How often a job may lose its worker before it counts as failed: far more than a fleet loses by chance, few enough that a job
 * which kills every worker does not do so for ever.
 */
const MAX_LOST_WORKERS = 25;

/** Jobs that ended are kept this long, so that a second one of the same id is known: seconds, and how many at most. */
const KEEP_COMPLETED = { age: 7 * 24 * 3600, count: 10_000 };
const KEEP_FAILED = { age: 30 * 24 * 3600, count: 10_000 };

/** What BullMQ says at the end of a job that another worker has by now. */
const LOST_JOB = /^(Missing lock|Lock mismatch|Missing key) for job|is not in the active state|could not renew lock/;

/** Aborted jobs have this long to clean up, and Redis to take their ends. */
const CLEAN_UP_MS = 10_000;

/** Takes the jobs of a BullMQ queue. Rejects with a `ServiceError` when Redis cannot be reached; outages later are waited out. */
export async function consumeQueue(options: ConsumeOptions): Promise<JobConsumer> {
  const { url, queue, concurrency, leaseMs, prefix } = options;
  const connect = () =>
    connectRedis({ url, isLasting: true }).catch((thrown: unknown) => {
      throw queueFailure(thrown, url);
    });
  const connection = await connect();
  // BullMQ waits for jobs on a second connection, which it makes from the first and would leave open while Redis is away.
  const connections = [connection];
  const duplicate = connection.duplicate.bind(connection);
  connection.duplicate = (override) => {
    const copy = duplicate({ ...override, retryStrategy: () => 1_000, lazyConnect: false });
    connections.push(copy);
    return copy;
  };
  const stopping = new AbortController();
  const bullmq = await import('bullmq');
  const worker = new bullmq.Worker(
    queue,
    (job: Job, token?: string) => work(bullmq, job, token, options.process, stopping.signal),
    {
      connection,
      concurrency,
      lockDuration: leaseMs,
      stalledInterval: Math.ceil(leaseMs / 2),
      maxStalledCount: MAX_LOST_WORKERS,
      removeOnComplete: KEEP_COMPLETED,
      removeOnFail: KEEP_FAILED,
      skipVersionCheck: true,
      ...(prefix === undefined ? {} : { prefix }),
    },
  );
  tellOutages(worker, connection, queue, options.onNotice);

  return {
    async stop(graceMs) {
      const closing = worker.close();
      if (!(await isWithin(closing, graceMs))) {
        stopping.abort(handedBack());
        if (!(await isWithin(closing, CLEAN_UP_MS))) options.onNotice(`${queue}: left jobs to the next worker`);
      }
      for (const redis of connections) redis.disconnect();
    },
  };
}

async function work(
  { DelayedError, UnrecoverableError }: typeof import('bullmq'),
  job: Job,
  token: string | undefined,
  process: JobProcessor,
  signal: AbortSignal,
): Promise<Json> {
  const end = await process(
    {
      id: job.id!,
      queue: job.queueName,
      name: job.name,
      data: job.data as Json,
      attempts: job.attemptsMade,
      deliveries: job.attemptsStarted,
    },
    signal,
  ).catch((thrown: unknown): JobEnd => ({ kind: 'failed', error: toGenieError(thrown), isFinal: false }));
  if (end.kind === 'done') return end.result;
  if (end.kind === 'later') {
    // Where that is refused, the job is with another worker already.
    await job.moveToDelayed(Date.now() + end.delayMs, token).catch(() => {});
    throw new DelayedError();
  }
  const reason = `${end.error.code}: ${end.error.message}`;
  const failure = end.isFinal ? new UnrecoverableError(reason) : new Error(reason);
  // What stands here is the worker's own code, which tells nobody anything.
  failure.stack = reason;
  throw failure;
}

function tellOutages(
  worker: Worker,
  connection: Awaited<ReturnType<typeof connectRedis>>,
  queue: string,
  onNotice: ConsumeOptions['onNotice'],
): void {
  let isAway = false;
  connection.on('close', () => {
    if (worker.closing !== undefined || isAway) return;
    isAway = true;
    onNotice(`${queue}: Redis is away; waiting for it`);
  });
  connection.on('ready', () => {
    if (isAway) onNotice(`${queue}: Redis is back`);
    isAway = false;
  });
  worker.on('error', (error) => {
    const failure = describeRedisFailure(error);
    // Of a lost connection the line above has told.
    if (failure?.code === 'UNAVAILABLE' || failure?.code === 'CONNECTION_LOST') return;
    if (LOST_JOB.test(error.message)) return;
    onNotice(failure === undefined ? `${queue}: ${error.message}` : `${queue}: Redis ${failure.reason}`);
  });
}

async function isWithin(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

function handedBack(): GenieError {
  return new GenieError('HANDED_BACK', 'The worker stopped; another one goes on', {
    isRetryable: false,
    isOutcomeUnknown: true,
  });
}
