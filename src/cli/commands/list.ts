import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { SourceFlags } from '../handlers/list.ts';
import type { Perform } from '../program.ts';

export function declareList(program: Command, perform: Perform): void {
  const command = program
    .command('list')
    .summary('list the flows')
    .description('List the flows of the project.')
    .option('--from <source>', 'local (the flows folder) or directus')
    .action((flags: SourceFlags) =>
      perform(async (session) => (await import('../handlers/list.ts')).list(session, flags)),
    );
  examples(command, [
    ['list', 'slug, name and description'],
    ['list --from directus --json', 'those of the action_flows collection, for a program'],
  ]);
}
