import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { EjectFlags } from '../handlers/eject.ts';
import type { Perform } from '../program.ts';

export function declareEject(program: Command, perform: Perform): void {
  const command = program
    .command('eject')
    .summary('write a flow as TypeScript')
    .description(
      'Print a flow as TypeScript that defines it: results are constants, references are checked by the compiler. ' +
        '"genie-actions build" makes the same document of it.',
    )
    .argument('<flow>', 'a slug, or the path of a flow file')
    .option('--from <source>', 'local (the flows folder) or directus')
    .option('--out <file>', 'write it into a file; one that is there is kept unless --yes is given')
    .action((flow: string, flags: EjectFlags) =>
      perform(async (session) => (await import('../handlers/eject.ts')).eject(session, flow, flags)),
    );
  examples(command, [
    ['eject post-create', 'see it'],
    ['eject post-create --out flows/post-create.ts', 'go on in TypeScript'],
  ]);
}
