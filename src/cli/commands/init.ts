import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { InitFlags } from '../handlers/init.ts';
import type { Perform } from '../program.ts';

export function declareInit(program: Command, perform: Perform): void {
  const command = program
    .command('init')
    .summary('start a project')
    .description(
      'Start a project: a flows folder with an example, the configuration, editor settings, .env.example. ' +
        'Asks in a terminal; takes flags without one. Files that exist are kept unless --force is given.',
    )
    .argument('[dir]', 'the folder; made when it is not there', '.')
    .option('--model <name>', 'the model that the configuration names')
    .option('--directus-url <url>', 'a Directus server; without one the embedded store is used')
    .option('--hooks', 'write a git hook that checks flows before each commit')
    .option('--force', 'replace files that exist')
    .action((directory: string, flags: InitFlags) =>
      perform(async (session) => (await import('../handlers/init.ts')).init(session, directory, flags)),
    );
  examples(command, [
    ['init my-project', 'ask, then write'],
    ['init my-project --yes --model qwen2.5:7b', 'ask nothing'],
  ]);
}
