import { UsageError } from '../../errors.ts';
import type { JobsPort, QueuedJob } from '../../ports/index.ts';

/** The one job of this id. Throws `JOB_NOT_FOUND`, and `JOB_AMBIGUOUS` when several queues have one. */
export async function findJob(jobs: JobsPort, queues: readonly string[], id: string): Promise<QueuedJob> {
  const found = (await Promise.all(queues.map((queue) => jobs.find(queue, id)))).filter((job) => job !== undefined);
  const [job] = found;
  if (job === undefined) {
    throw new UsageError('JOB_NOT_FOUND', `There is no job "${id}" in ${queues.join(', ')}`, {
      detail: 'Name its queue with --queue, or list the jobs: genie-actions jobs list',
    });
  }
  if (found.length > 1) {
    throw new UsageError(
      'JOB_AMBIGUOUS',
      `Several queues have a job "${id}": ${found.map(({ queue }) => queue).join(', ')}`,
      {
        detail: 'Name the one that is meant with --queue.',
      },
    );
  }
  return job;
}
