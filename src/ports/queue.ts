import type { JsonObject } from '../json.ts';
import type { Call } from './call.ts';

export interface EnqueueRequest {
  queue: string;
  name: string;
  data: JsonObject;
  /** `priority`, `delay` (ms), `attempts`, `jobId`, `deduplication`. */
  options?: JsonObject;
}

/** BullMQ's producer side. */
export interface QueuePort {
  /** `bullId` is the queue's own id; `jobId` the id that the job's data carries, or the queue's. */
  enqueue(request: EnqueueRequest, call?: Call): Promise<{ bullId: string; jobId: string }>;
  close(): Promise<void>;
}
