// Generated from the step types by `npm run generate`. Do not edit.
import type { JsonObjectInput, Setting } from '../types/setting.ts';

/** Put a job into a BullMQ queue. */
export interface BullmqEnqueueSettings {
  /** The queue, such as `media-jobs`. */
  readonly queue: Setting<string>;
  /** The job's data. Its `id`, if it has one, names the job in the queue too. */
  readonly job: Setting<JsonObjectInput>;
  /** The job's name in the queue; `job.type` without it. */
  readonly name?: Setting<string> | undefined;
  /** How the queue treats the job: `priority` (a lower number runs sooner), `delay` (milliseconds), `attempts`, `jobId` (a second job of the same id is not added), `deduplication` (`ttl` in milliseconds). */
  readonly options?:
    | Setting<{
        readonly priority?: Setting<number> | undefined;
        readonly delay?: Setting<number> | undefined;
        readonly attempts?: Setting<number> | undefined;
        readonly jobId?: Setting<string | number> | undefined;
        readonly deduplication?:
          | Setting<{
              readonly id: Setting<string>;
              readonly ttl?: Setting<number> | undefined;
            }>
          | undefined;
      }>
    | undefined;
}

export type BullmqEnqueueResult = { queued: true; bullId: string; jobId: string };
