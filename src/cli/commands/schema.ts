import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { SchemaFlags } from '../handlers/schema.ts';
import type { Perform } from '../program.ts';

export function declareSchema(program: Command, perform: Perform): void {
  const command = program
    .command('schema')
    .summary('print the JSON Schema of a flow, for editors')
    .description(
      'Print flow.schema.json for this project, its own step types included; or write all schemas to a folder.',
    )
    .option('--out <dir>', 'write flow.schema.json and one schema per step type here')
    .action((flags: SchemaFlags) =>
      perform(async (session) => (await import('../handlers/schema.ts')).schema(session, flags)),
    );
  examples(command, [
    ['schema > flow.schema.json', 'for completion in an editor'],
    ['schema --out schemas', 'one file per step type, too'],
  ]);
}
