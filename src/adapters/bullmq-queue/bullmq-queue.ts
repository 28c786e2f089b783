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
        client.use(queue, async (bull) => {
          const added = await bull.add(name, data, jobOptions);
          const bullId = added.id!;
          // The queue keeps the first job of an id, and BullMQ answers with the data of the last.
          const kept = (await bull.getJob(bullId))?.data as Json | undefined;
          return { bullId, jobId: idIn(kept ?? data) ?? bullId };
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
