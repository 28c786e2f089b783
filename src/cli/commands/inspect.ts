import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { SourceFlags } from '../handlers/list.ts';
import type { Perform } from '../program.ts';

export function declareInspect(program: Command, perform: Perform): void {
  const command = program
    .command('inspect')
    .summary('what a flow needs and touches')
    .description(
      'Tell what a flow needs and touches without running it: services, collections, hosts, queues, models, environment ' +
        'variables, and how long it takes in the worst case.',
    )
    .argument('<flow>', 'a slug, or the path of a flow file')
    .option('--from <source>', 'local (the flows folder) or directus')
    .action((flow: string, flags: SourceFlags) =>
      perform(async (session) => (await import('../handlers/inspect.ts')).inspect(session, flow, flags)),
    );
  examples(command, [
    ['inspect scrape-profile', 'before you let it run'],
    ['inspect scrape-profile --json', 'with the steps that touch each thing'],
  ]);
}
