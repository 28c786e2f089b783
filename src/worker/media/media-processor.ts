import { toGenieError } from '../../errors.ts';
import type { JobEnd, JobProcessor } from '../../ports/index.ts';
import { namesOf, type MediaOptions, type MediaPorts } from './media-options.ts';
import { isMediaOperation } from './operations.ts';
import { processMediaJob } from './process-media-job.ts';
import { operationOf } from './read-job.ts';

/** What became of one delivery of a media job. */
export interface MediaDelivery {
  jobId: string;
  /** What the queue calls the work. */
  operation: string;
  end: JobEnd;
  durationMs: number;
}

export interface MediaProcessorSetup extends MediaOptions {
  ports: MediaPorts;
  /** Told once for each kind of job that belongs to somebody else. */
  onForeignJob?: (operation: string) => void;
  onEnd?: (delivery: MediaDelivery) => void;
  /** How long a foreign job is left to others before it may come here again. Default: 5 s, and up to as much again by chance. */
  foreignDelayMs?: number;
}

export const MEDIA_QUEUE = 'media-jobs';

const FOREIGN_DELAY_MS = 5000;

/**
 * Does the jobs of `media-jobs` that it knows. Others belong to the host: a queue cannot be asked for some names only, so they
 * go back to it, without counting as an attempt and with their priority, until a worker of the host takes them.
 */
export function createMediaProcessor(setup: MediaProcessorSetup): JobProcessor {
  const { ports, onForeignJob, onEnd, foreignDelayMs = FOREIGN_DELAY_MS, ...options } = setup;
  const { keys } = namesOf(options);
  const foreign = new Set<string>();

  async function endOf(job: Parameters<JobProcessor>[0], operation: string, signal: AbortSignal): Promise<JobEnd> {
    if (!isMediaOperation(operation)) {
      if (!foreign.has(operation)) onForeignJob?.(operation);
      foreign.add(operation);
      // Workers that give a job back at the same time do not take it at the same time.
      return { kind: 'later', delayMs: Math.round(foreignDelayMs * (1 + ports.clock.random())) };
    }
    try {
      return { kind: 'done', result: await processMediaJob(job, ports, { ...options, signal }) };
    } catch (thrown) {
      if (signal.aborted) return { kind: 'later', delayMs: 0 };
      const error = toGenieError(thrown);
      return { kind: 'failed', error, isFinal: !error.isRetryable };
    }
  }

  return async (job, signal) => {
    const startedAt = performance.now();
    const operation = operationOf(job, keys) ?? '';
    const end = await endOf(job, operation, signal);
    onEnd?.({ jobId: job.id, operation, end, durationMs: Math.round(performance.now() - startedAt) });
    return end;
  };
}
