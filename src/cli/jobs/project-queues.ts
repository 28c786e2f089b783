import type { ProjectSettings } from '../../config/types.ts';
import { RUN_QUEUE } from '../../worker/run-job.ts';

/** The queues that are looked into: those given, else that of queued runs and those that the configuration names. */
export function projectQueues(given: readonly string[] | undefined, { lint }: ProjectSettings): string[] {
  return [...new Set(given ?? [RUN_QUEUE, ...(lint.queues ?? [])])];
}
