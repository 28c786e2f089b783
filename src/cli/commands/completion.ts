import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { Perform } from '../program.ts';

export function declareCompletion(program: Command, perform: Perform): void {
  const completion = program
    .command('completion')
    .summary('let the shell complete commands, flags, slugs and step types')
    .description(
      'Print the script with which a shell completes commands, flags, slugs of the flows folder, step types and rules. ' +
        'The shell then asks genie-actions itself, which has to be on the PATH.',
    )
    .argument('<shell>', 'bash, zsh or fish')
    .action((shell: string) =>
      perform(async (session) => (await import('../handlers/completion.ts')).completion(session, shell)),
    );
  examples(completion, [
    ['completion bash >> ~/.bashrc', 'bash'],
    ['completion zsh >> ~/.zshrc', 'zsh, behind compinit'],
    ['completion fish > ~/.config/fish/completions/genie-actions.fish', 'fish'],
  ]);
  program
    .command('complete', { hidden: true })
    .description('What the shell asks: the words typed so far, after "--".')
    .argument('[words...]')
    .allowUnknownOption()
    .helpOption(false)
    .action((words: string[]) =>
      perform(async (session) => (await import('../handlers/completion.ts')).complete(session, program, words)),
    );
}
