import { UsageError } from '../../errors.ts';
import { JOB_STATES, type JobsPort, type JobState } from '../../ports/index.ts';
import { createMasker } from '../../secrets/index.ts';
import { chooseName } from '../choose-name.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { findJob } from '../jobs/find-job.ts';
import { countsText, jobDetails, jobJson, jobsTable } from '../jobs/jobs-text.ts';
import { projectQueues } from '../jobs/project-queues.ts';
import { withJobs } from '../jobs/with-jobs.ts';
import type { Outcome } from '../outcome.ts';
import { createPalette } from '../render/palette.ts';
import type { Session } from '../session.ts';
import { parseCount } from '../parse-count.ts';

export interface JobsFlags {
  queue?: string[];
}

export interface JobsListFlags extends JobsFlags {
  state?: string[];
  limit: string;
  offset: string;
}

export interface JobsRetryFlags extends JobsFlags {
  all?: boolean;
}

/** Failed jobs that "retry --all" takes at once. */
const RETRY_PAGE = 100;

/** `jobs list`. */
export async function listJobs(session: Session, flags: JobsListFlags): Promise<Outcome> {
  const limit = parseCount('--limit', flags.limit, 1);
  const offset = parseCount('--offset', flags.offset, 0);
  const states = flags.state?.map((state) => chooseName('--state', state, JOB_STATES));
  const palette = createPalette(session.hasColor(session.streams.stdout));
  return await withJobs(session, async (jobs, settings) => {
    const masker = createMasker(settings.secrets);
    const queues = await Promise.all(
      projectQueues(flags.queue, settings).map(async (queue) => ({
        queue,
        counts: await jobs.count(queue),
        jobs: await jobs.list({ queue, limit, offset, ...(states === undefined ? {} : { states }) }),
      })),
    );
    const found = queues.flatMap((queue) => queue.jobs);
    return {
      status: EXIT_STATUS.done,
      json: {
        queues: queues.map(({ queue, counts }) => ({ queue, counts })),
        jobs: found.map((job) => jobJson(job, masker)),
      },
      text: found.length === 0 ? '' : masker.maskText(jobsTable(found, palette, session.width)),
      notes: queues.map(({ queue, counts }) => countsText(queue, counts, palette)).join('\n'),
    };
  });
}

/** `jobs show JOB`. */
export async function showJob(session: Session, id: string, flags: JobsFlags): Promise<Outcome> {
  return await withJobs(session, async (jobs, settings) => {
    const masker = createMasker(settings.secrets);
    const job = await findJob(jobs, projectQueues(flags.queue, settings), id);
    const palette = createPalette(session.hasColor(session.streams.stdout));
    return {
      status: EXIT_STATUS.done,
      json: { job: jobJson(job, masker) },
      text: jobDetails(job, masker, palette),
    };
  });
}

/** `jobs retry JOB…`. */
export async function retryJobs(session: Session, ids: readonly string[], flags: JobsRetryFlags): Promise<Outcome> {
  if (flags.all && (ids.length > 0 || flags.queue === undefined)) {
    throw new UsageError('OPTIONS_CONFLICT', '--all retries every failed job of the queues that --queue names');
  }
  if (!flags.all && ids.length === 0) {
    throw new UsageError('ARGUMENT_MISSING', 'Which job? Name its id, or use --all --queue NAME', {
      detail: 'List failed jobs: genie-actions jobs list --state failed',
    });
  }
  return await withJobs(session, async (jobs, settings) => {
    const queues = projectQueues(flags.queue, settings);
    const retried = flags.all ? await retryAll(jobs, queues) : await retryNamed(jobs, queues, ids);
    return {
      status: EXIT_STATUS.done,
      json: { retried },
      text: retried.map(({ id }) => id).join('\n'),
      notes: retried.length === 1 ? '1 job is back in its queue.' : `${retried.length} jobs are back in their queues.`,
    };
  });
}

interface RetriedJob {
  queue: string;
  id: string;
}

async function retryNamed(jobs: JobsPort, queues: readonly string[], ids: readonly string[]): Promise<RetriedJob[]> {
  // All are looked up before the first goes back, so that a misspelt id changes nothing.
  const found = await Promise.all([...new Set(ids)].map((id) => findJob(jobs, queues, id)));
  for (const { queue, id } of found) await jobs.retry(queue, id);
  return found.map(({ queue, id }) => ({ queue, id }));
}

async function retryAll(jobs: JobsPort, queues: readonly string[]): Promise<RetriedJob[]> {
  const states: JobState[] = ['failed'];
  const retried: RetriedJob[] = [];
  for (const queue of queues) {
    // Those that failed by now: what fails again meanwhile is left for the next time.
    const { failed } = await jobs.count(queue);
    for (let left = failed; left > 0;) {
      const page = await jobs.list({ queue, states, offset: 0, limit: Math.min(left, RETRY_PAGE) });
      if (page.length === 0) break;
      for (const { id } of page) await jobs.retry(queue, id);
      retried.push(...page.map(({ id }) => ({ queue, id })));
      left -= page.length;
    }
  }
  return retried;
}
