import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { SourceFlags } from '../handlers/list.ts';
import type { Perform } from '../program.ts';

export function declareShow(program: Command, perform: Perform): void {
  const command = program
    .command('show')
    .summary('show one flow: parameters, steps, services')
    .description('Show one flow: what it takes, what it does step by step, and which services it needs.')
    .argument('<flow>', 'a slug, or the path of a flow file')
    .option('--from <source>', 'local (the flows folder) or directus')
    .action((flow: string, flags: SourceFlags) =>
      perform(async (session) => (await import('../handlers/show.ts')).show(session, flow, flags)),
    );
  examples(command, [
    ['show post-create', 'in words'],
    ['show flows/post-create.json --json', 'the document, for a program'],
  ]);
}
