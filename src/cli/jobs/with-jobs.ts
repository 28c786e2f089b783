import type { ProjectSettings } from '../../config/types.ts';
import type { JobsPort } from '../../ports/index.ts';
import { redisUrl } from '../open-journal.ts';
import type { Session } from '../session.ts';

/** Looks into the queues of the project. */
export async function withJobs<Value>(
  session: Session,
  look: (jobs: JobsPort, settings: ProjectSettings) => Promise<Value>,
): Promise<Value> {
  const settings = await session.loadSettings();
  const url = redisUrl(settings);
  const { bullmqJobs } = await import('../../adapters/bullmq-queue/bullmq-jobs.ts');
  const jobs = bullmqJobs({ url });
  try {
    return await look(jobs, settings);
  } finally {
    await jobs.close();
  }
}
