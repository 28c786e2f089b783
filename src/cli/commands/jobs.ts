import type { Command } from 'commander';
import { collect } from '../collect.ts';
import { examples } from '../examples.ts';
import type { JobsFlags, JobsListFlags, JobsRetryFlags } from '../handlers/jobs.ts';
import type { Perform } from '../program.ts';

const QUEUE = ['--queue <name>', 'this queue; without it those that the project names; repeatable'] as const;

export function declareJobs(program: Command, perform: Perform): void {
  const command = program
    .command('jobs')
    .summary('look at queued jobs, and retry failed ones')
    .description('Look at the jobs in the queues that this project names ("lint.queues"), and in that of queued runs.');
  examples(command, [
    ['jobs list', 'every queue of the project'],
    ['jobs retry --all', 'all that failed'],
  ]);
  const list = command
    .command('list')
    .summary('list jobs')
    .description('List jobs, the newest first within a state, and count them by state.')
    .option(...QUEUE, collect)
    .option(
      '--state <state>',
      'only these: active, waiting, prioritized, delayed, waiting-children, failed or completed; repeatable',
      collect,
    )
    .option('--limit <count>', 'at most so many of each queue', '20')
    .option('--offset <count>', 'pass over so many of each queue', '0')
    .action((flags: JobsListFlags) =>
      perform(async (session) => (await import('../handlers/jobs.ts')).listJobs(session, flags)),
    );
  examples(list, [
    ['jobs list', 'every queue of the project'],
    ['jobs list --queue media-jobs --state failed --json', 'what failed, for a program'],
  ]);
  const show = command
    .command('show')
    .summary('show one job')
    .description('Show one job: its state, its data, and what came of it. Of a queued run, its steps too.')
    .argument('<job>', 'the id of the job; of a queued run, the id of the run')
    .option(...QUEUE, collect)
    .action((id: string, flags: JobsFlags) =>
      perform(async (session) => (await import('../handlers/jobs.ts')).showJob(session, id, flags)),
    );
  examples(show, [['jobs show 01JD3Q8Z5K7VX2M9T4B6N8C0RE', 'a queued run']]);
  const retry = command
    .command('retry')
    .summary('retry failed jobs')
    .description(
      'Put failed jobs back into their queue. A queued run goes on where it failed: finished steps are reused.',
    )
    .argument('[job...]', 'the ids of the jobs')
    .option(...QUEUE, collect)
    .option('--all', 'every failed job; needs --queue')
    .action((ids: string[], flags: JobsRetryFlags) =>
      perform(async (session) => (await import('../handlers/jobs.ts')).retryJobs(session, ids, flags)),
    );
  examples(retry, [
    ['jobs retry 01JD3Q8Z5K7VX2M9T4B6N8C0RE', 'one run'],
    ['jobs retry --all --queue media-jobs', 'all that failed'],
  ]);
}
