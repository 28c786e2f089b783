import type { JsonObject } from '../../json.ts';
import type { Call, ClockPort, DirectusPort, ItemId } from '../../ports/index.ts';
import type { JobField, MediaNames } from './media-options.ts';

export type JobStatus = 'queued' | 'processing' | 'completed' | 'failed';

/** The row of a job: what people and flows see of it. */
export interface JobRow {
  start(retryCount: number, call: Call): Promise<void>;
  progress(percent: number, call: Call): Promise<void>;
  complete(result: JsonObject, call: Call): Promise<void>;
  fail(message: string, call: Call): Promise<void>;
  /** Back to the state before `start`: somebody else will do it. */
  release(call: Call): Promise<void>;
}

const MAX_MESSAGE = 1000;

export function jobRow(
  id: ItemId,
  { directus, clock }: { directus: DirectusPort; clock: ClockPort },
  names: MediaNames,
): JobRow {
  async function write(changes: Partial<Record<JobField, JsonObject[string]>>, call: Call): Promise<void> {
    const item: JsonObject = {};
    for (const [field, value] of Object.entries(changes)) {
      const column = names.jobFields[field as JobField];
      if (column !== false) item[column] = value;
    }
    if (Object.keys(item).length > 0) await directus.updateItem(names.collections.jobs, id, item, {}, call);
  }

  const now = () => new Date(clock.now()).toISOString();
  const status = (value: JobStatus) => ({ status: value });
  return {
    start: (retryCount, call) =>
      write(
        {
          ...status('processing'),
          progress: 0,
          retry_count: retryCount,
          error_message: null,
          started_at: now(),
          completed_at: null,
        },
        call,
      ),
    progress: (percent, call) => write({ progress: percent }, call),
    complete: (result, call) =>
      write({ ...status('completed'), progress: 100, result, error_message: null, completed_at: now() }, call),
    fail: (message, call) =>
      write({ ...status('failed'), error_message: message.slice(0, MAX_MESSAGE), completed_at: now() }, call),
    release: (call) => write({ ...status('queued'), progress: 0, started_at: null }, call),
  };
}
