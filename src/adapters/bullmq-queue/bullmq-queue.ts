import type { JobsOptions } from 'bullmq';
import { isJsonObject, type Json } from '../../json.ts';
import type { Call, EnqueueRequest, QueuePort } from '../../ports/index.ts';
import { safeJobId } from '../../ports/safe-job-id.ts';
import { abortable } from './abortable.ts';
import { QueueClient, type QueueClientOptions } from './queue-client.ts';

/**
 * BullMQ's producer side on Redis. The connection is made by the first job and rejects at once with the real reason:
 * `UNAVAILABLE` (nothing was sent), `INVALID_CREDENTIALS`, `FORBIDDEN`, `BAD_ANSWER`, `INVALID_PAYLOAD`, or `CONNECTION_LOST`
 * (the job may be in the queue; the same `jobId` does not add it twice).
 */
export function bullmqQueue(options: QueueClientOptions): QueuePort {
  const client = new QueueClient(options);
  return {
    async enqueue({ queue, name, data, options: given = {} }: EnqueueRequest, call: Call = {}) {
      const jobId = isId(given['jobId']) ? given['jobId'] : call.idempotencyKey;
      const jobOptions = { ...given, ...(jobId === undefined ? {} : { jobId: safeJobId(jobId) }) } as JobsOptions;
      return await abortable(call.signal, () =>
        client.use(queue, async (bull, redis) => {
          const dataOf = (id: string) => redis.hget(bull.toKey(id), 'data');
          // The queue keeps the first job of an id, and BullMQ answers with the data of the last. Both go out together.
          const [earlier, added] = await Promise.all([
            jobOptions.jobId === undefined ? null : dataOf(jobOptions.jobId),
            bull.add(name, data, jobOptions),
          ]);
          const bullId = added.id!;
          // Another id than the one that was asked for is that of a job which counts as the same.
          const isAnother = jobOptions.deduplication !== undefined && bullId !== jobOptions.jobId;
          const kept = isAnother ? await dataOf(bullId) : earlier;
          return { bullId, jobId: idIn(kept === null ? data : (JSON.parse(kept) as Json)) ?? bullId };
        }),
      );
    },
    close: () => client.close(),
  };
}

function idIn(data: Json): string | undefined {
  const id = isJsonObject(data) ? data['id'] : undefined;
  return isId(id) ? String(id) : undefined;
}

function isId(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || Number.isSafeInteger(value);
}
