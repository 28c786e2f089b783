import { z } from 'zod';
import { GenieError } from '../errors.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import type { EnqueueRequest, TakenJob } from '../ports/index.ts';
import { safeJobId } from '../ports/safe-job-id.ts';

/** The queue of flow runs, unless another one is named. */
export const RUN_QUEUE = 'genie-runs';

/** A run of a flow that waits for a worker. */
export interface RunJob {
  /** Also the id of the job: the same run is not queued twice. */
  runId: string;
  /** The worker looks the flow up in its own source. */
  slug: string;
  params: JsonObject;
  /** What the host vouches for, above all `user_id`. */
  context: JsonObject;
  timeoutMs?: number;
}

export interface RunJobOptions {
  queue?: string;
  /** How often the run is taken up again when its flow fails. Default: never. */
  retries?: number;
}

/** Milliseconds before a failed run is taken up again; doubled each time. */
const RETRY_DELAY_MS = 1_000;

const object = z.custom<JsonObject>(isJsonObject, 'must be an object');

const jobData = z.object({
  run_id: z.string().min(1).optional(),
  slug: z.string().min(1),
  params: object.default({}),
  context: object.default({}),
  timeout_ms: z.int().min(1).optional(),
});

/**
 * The job that asks a worker for a run. Whoever queues it answers for it: the worker runs it with the trigger `queue`, which
 * neither strips identity fields from the parameters nor asks for confirmation. What a model wrote must have passed both before.
 */
export function runJobRequest(job: RunJob, { queue = RUN_QUEUE, retries = 0 }: RunJobOptions = {}): EnqueueRequest {
  const { runId, slug, params, context, timeoutMs } = job;
  return {
    queue,
    name: slug,
    data: { run_id: runId, slug, params, context, ...(timeoutMs === undefined ? {} : { timeout_ms: timeoutMs }) },
    options: {
      jobId: safeJobId(runId),
      ...(retries === 0
        ? {}
        : { attempts: retries + 1, backoff: { type: 'exponential', delay: RETRY_DELAY_MS, jitter: 0.5 } }),
    },
  };
}

/** Reads what `runJobRequest`, or a host, has queued. Without a `run_id` the job's own id names the run. Throws `JOB_INVALID`. */
export function readRunJob({ id, data }: Pick<TakenJob, 'id' | 'data'>): RunJob {
  const parsed = jobData.safeParse(data);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the job'}: ${message}`);
    throw new GenieError('JOB_INVALID', `The job is not a run of a flow: ${problems.join('; ')}`, {
      isRetryable: false,
    });
  }
  const { run_id: runId = id, slug, params, context, timeout_ms: timeoutMs } = parsed.data;
  return { runId, slug, params, context, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
}
