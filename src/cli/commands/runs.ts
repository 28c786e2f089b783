import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { RunPlaceFlags, RunsFlags } from '../handlers/runs.ts';
import type { Perform } from '../program.ts';

export function declareRuns(program: Command, perform: Perform): void {
  const command = program
    .command('runs')
    .summary('list earlier runs, or show one')
    .description('List the runs of this project, the newest first.')
    .option('--slug <slug>', 'only runs of this flow')
    .option('--status <status>', 'only these: running, success, error or interrupted')
    .option('--limit <count>', 'at most so many', '20')
    .option('--queue', 'those of the workers: runs that were queued')
    .action((flags: RunsFlags) =>
      perform(async (session) => (await import('../handlers/runs.ts')).runs(session, flags)),
    );
  examples(command, [
    ['runs --status interrupted', 'what "resume" can take up'],
    ['runs --slug post-create --limit 5 --json', 'for a program'],
  ]);
  const show = command
    .command('show')
    .summary('show one run with its steps')
    .description('Show one run: its steps, their times, what failed, and how to go on.')
    .argument('<run>', 'the id of the run')
    .option('--queue', 'a run that was queued')
    .action((run: string, flags: RunPlaceFlags) =>
      perform(async (session) => (await import('../handlers/runs.ts')).showRun(session, run, flags)),
    );
  examples(show, [['runs show 01JD3Q8Z5K7VX2M9T4B6N8C0RE', 'its steps and their results']]);
}
