import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { Perform } from '../program.ts';

export function declareExplain(program: Command, perform: Perform): void {
  const command = program
    .command('explain')
    .summary('explain a rule of lint')
    .description('Explain a rule: what it finds, why that is a mistake, an example with its finding, how it is set.')
    .argument('[rule]', 'such as ref/undefined; without one, all rules are listed')
    .action((rule: string | undefined) =>
      perform(async (session) => (await import('../handlers/explain.ts')).explain(session, rule)),
    );
  examples(command, [
    ['explain', 'all rules by group'],
    ['explain ref/undefined', 'one of them'],
  ]);
}
