import type { Command } from 'commander';
import { collect } from '../collect.ts';
import { examples } from '../examples.ts';
import type { WorkerFlags } from '../handlers/worker.ts';
import type { Perform } from '../program.ts';

export function declareWorker(program: Command, perform: Perform): void {
  const command = program
    .command('worker')
    .summary('do queued runs and media jobs')
    .description(
      'Take runs that "run --queue" or a host has queued, and media jobs, until Ctrl-C or SIGTERM. ' +
        'Several workers share the queues; when one dies, another goes on where it stopped.',
    )
    .option('--only <kind>', 'take only these: runs or media')
    .option('--concurrency <count>', 'jobs at the same time, of each kind (default: 4 runs, and "media.concurrency")')
    .option('--grace <duration>', 'how long running jobs may go on after a signal before they are handed back', '30s')
    .option('--lease <duration>', 'without a sign of life for so long, a worker counts as dead', '10s')
    .option('--queue-name <queue>', 'take runs from this queue instead of genie-runs')
    .option('--from <source>', 'where flows are looked up: local (the flows folder) or directus')
    .option('--allow-host <host>', 'let HTTP steps reach a private host, such as localhost:8080; repeatable', collect)
    .action((flags: WorkerFlags) =>
      perform(async (session) => (await import('../handlers/worker.ts')).worker(session, flags)),
    );
  examples(command, [
    [`run post-create --input '{"platform":"onlyfans","topic":"Rain"}' --queue`, 'leave a run to the workers'],
    ['worker', 'on every machine that shall work'],
    ['worker --only runs --concurrency 20 --grace 2m', 'many flows at once, and time to finish before a restart'],
  ]);
}
