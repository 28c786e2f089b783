import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { BuildFlags } from '../handlers/build.ts';
import type { Perform } from '../program.ts';

export function declareBuild(program: Command, perform: Perform): void {
  const command = program
    .command('build')
    .summary('write the JSON of flows written in TypeScript')
    .description(
      'Run the modules that define flows and write each flow as <slug>.json beside its module. ' +
        "Without a path, the modules of the project's flows folder. A flow that cannot run is not written.",
    )
    .argument('[paths...]', 'modules (.ts) or folders of them')
    .option('--out-dir <folder>', 'write the documents there')
    .option('--check', 'write nothing; end with 1 when a document is missing or says something else')
    .action((paths: string[], flags: BuildFlags) =>
      perform(async (session) => (await import('../handlers/build.ts')).build(session, paths, flags)),
    );
  examples(command, [
    ['build', "all flows of the project's flows folder"],
    ['build flows/post-create.ts', 'one module'],
    ['build --check', 'in continuous integration: are the documents fresh?'],
  ]);
}
