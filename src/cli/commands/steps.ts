import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { Perform } from '../program.ts';

export function declareSteps(program: Command, perform: Perform): void {
  const command = program
    .command('steps')
    .summary('list the step types, or explain one')
    .description('List the step types: the built-in ones and those of the configuration.')
    .action(() => perform(async (session) => (await import('../handlers/steps.ts')).steps(session)));
  examples(command, [['steps', 'every type with its effect and services']]);
  const show = command
    .command('show')
    .summary('explain one step type')
    .description('Explain one step type: its settings, its result, an example.')
    .argument('<type>', 'the name of the type')
    .action((type: string) =>
      perform(async (session) => (await import('../handlers/steps.ts')).showStep(session, type)),
    );
  examples(show, [
    ['steps show directus_read', 'settings, result, example'],
    ['steps show loop --json', 'with the JSON Schema of settings and result'],
  ]);
}
