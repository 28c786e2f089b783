import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import { callOf } from '../operations/call-of.ts';
import { jsonObject, textLike } from '../operations/json-settings.ts';
import { safeJobId } from '../ports/safe-job-id.ts';
import { defineStep } from '../step.ts';

const jobId = z.union([z.string().min(1), z.int()]);

const config = () =>
  z.strictObject({
    queue: textLike(/^[^:\s]+$/, 'must be the name of a queue, without ":" and spaces').describe(
      'The queue, such as `media-jobs`.',
    ),
    job: jsonObject.describe("The job's data. Its `id`, if it has one, names the job in the queue too."),
    name: z.string().min(1).optional().describe("The job's name in the queue; `job.type` without it."),
    options: z
      .strictObject({
        priority: z.int().min(0).max(2_097_152).optional().describe('A lower number runs sooner; 0 before all others.'),
        delay: z.int().min(0).optional().describe('Milliseconds before the job may start.'),
        attempts: z.int().min(1).optional().describe('How often the worker tries the job.'),
        jobId: jobId
          .optional()
          .describe(
            'The id in the queue: a second job of the same id is not added. `job.id` without it, else one of this run.',
          ),
        deduplication: z
          .strictObject({
            id: z.string().min(1).describe('Jobs of one id count as the same.'),
            ttl: z.int().min(1).optional().describe('For how many milliseconds.'),
          })
          .optional()
          .describe('Drops a job while one like it is waiting.'),
      })
      .optional()
      .describe(
        'How the queue treats the job: `priority` (a lower number runs sooner), `delay` (milliseconds), `attempts`, `jobId` (a second job of the same id is not added), `deduplication` (`ttl` in milliseconds).',
      ),
  });

type Settings = z.output<ReturnType<typeof config>>;

export const bullmqEnqueue = defineStep({
  type: 'bullmq_enqueue',
  summary: 'Put a job into a BullMQ queue.',
  needs: ['queue'],
  effect: 'write',
  config,
  result: () =>
    z.strictObject({
      queued: z.literal(true),
      bullId: z.string().describe("The queue's id of the job."),
      jobId: z.string().describe("The id in the job's data, else the queue's."),
    }),
  example: {
    queue: 'media-jobs',
    job: { type: 'apply_watermark', media_id: '$input.media_id' },
    options: { priority: 10 },
  },
  absence: { job: 'omit' },
  taint: { sinks: { queue: 'queue', job: 'outgoing' } },
  // A second job of the same id is not added.
  takesIdempotencyKey: () => true,
  async run(settings, context) {
    const { queue, job, options = {} } = settings;
    const request = {
      queue,
      name: nameOf(settings),
      data: job,
      options: { ...(options as JsonObject), jobId: queueId(settings, context.idempotencyKey) },
    };
    const { bullId, jobId } = await context.ports.queue.enqueue(request, callOf(context));
    return { queued: true as const, bullId, jobId };
  },
  stub(settings, context) {
    const bullId = queueId(settings, context.idempotencyKey);
    return { queued: true as const, bullId, jobId: isId(settings.job.id) ? String(settings.job.id) : bullId };
  },
});

function nameOf({ name, job }: Settings): string {
  return name ?? (typeof job.type === 'string' && job.type !== '' ? job.type : 'job');
}

function queueId({ job, options }: Settings, idempotencyKey: string): string {
  return safeJobId(options?.jobId ?? (isId(job.id) ? job.id : idempotencyKey));
}

function isId(value: unknown): value is string | number {
  return jobId.safeParse(value).success;
}
