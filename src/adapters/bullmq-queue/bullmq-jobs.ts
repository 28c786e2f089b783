import type { Job } from 'bullmq';
import { JOB_STATES, ServiceError, type JobsPort, type JobState, type QueuedJob } from '../../ports/index.ts';
import type { Json } from '../../json.ts';
import { abortable } from './abortable.ts';
import { QueueClient, type QueueClientOptions } from './queue-client.ts';

/** What BullMQ calls the states; the names are the same but for jobs whose state it does not know. */
const STATES: ReadonlySet<string> = new Set(JOB_STATES);

/** The jobs of BullMQ's queues on Redis, to be looked at and retried. */
export function bullmqJobs(options: QueueClientOptions): JobsPort {
  const client = new QueueClient(options);
  return {
    async list({ queue, states = JOB_STATES, offset, limit }, call = {}) {
      return await abortable(call.signal, () =>
        client.use(queue, async (bull) => {
          const counts = await bull.getJobCounts(...states);
          const jobs: QueuedJob[] = [];
          let skipped = 0;
          // BullMQ pages each state on its own; a page of ours goes on from one state into the next.
          for (const state of states) {
            const count = counts[state] ?? 0;
            const start = Math.min(count, Math.max(0, offset - skipped));
            const end = Math.min(count, start + limit - jobs.length);
            skipped += count;
            if (end > start)
              jobs.push(...(await bull.getJobs([state], start, end - 1)).map((job) => toJob(job, state)));
            if (jobs.length >= limit) break;
          }
          return jobs;
        }),
      );
    },
    async count(queue, call = {}) {
      return await abortable(call.signal, () =>
        client.use(queue, async (bull) => {
          const counts = await bull.getJobCounts(...JOB_STATES);
          return Object.fromEntries(JOB_STATES.map((state) => [state, counts[state] ?? 0])) as Record<JobState, number>;
        }),
      );
    },
    async find(queue, id, call = {}) {
      return await abortable(call.signal, () =>
        client.use(queue, async (bull) => {
          const [job, state] = await Promise.all([bull.getJob(id), bull.getJobState(id)]);
          return job === undefined || !STATES.has(state) ? undefined : toJob(job, state as JobState);
        }),
      );
    },
    async retry(queue, id, call = {}) {
      await abortable(call.signal, () =>
        client.use(queue, async (bull) => {
          const [job, state] = await Promise.all([bull.getJob(id), bull.getJobState(id)]);
          if (job === undefined) throw jobNotFound(queue, id);
          if (state !== 'failed') throw jobNotFailed(queue, id, state);
          await job.retry('failed');
        }),
      );
    },
    close: () => client.close(),
  };
}

function toJob(job: Job, state: JobState): QueuedJob {
  return {
    id: job.id!,
    queue: job.queueName,
    name: job.name,
    state,
    data: job.data as Json,
    attempts: job.attemptsMade,
    maxAttempts: job.opts.attempts ?? 1,
    deliveries: job.attemptsStarted,
    progress: job.progress as Json,
    createdAt: job.timestamp,
    startedAt: job.processedOn ?? null,
    endedAt: job.finishedOn ?? null,
    error: job.failedReason ?? null,
    result: (job.returnvalue as Json | undefined) ?? null,
  };
}

function jobNotFound(queue: string, id: string): ServiceError {
  return new ServiceError('queue', 'ITEM_NOT_FOUND', `There is no job "${id}" in the queue "${queue}"`, {
    isRetryable: false,
    detail: `List its jobs: genie-actions jobs list --queue ${queue}`,
  });
}

function jobNotFailed(queue: string, id: string, state: string): ServiceError {
  return new ServiceError(
    'queue',
    'JOB_NOT_FAILED',
    `The job "${id}" of the queue "${queue}" is ${state}, not failed`,
    {
      isRetryable: false,
      detail: 'Only failed jobs can be retried.',
      data: { queue, id, state },
    },
  );
}
