import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { SchemaPullFlags } from '../handlers/directus-schema-pull.ts';
import type { SetupFlags } from '../handlers/directus-setup.ts';
import type { Perform } from '../program.ts';

export function declareDirectus(program: Command, perform: Perform): void {
  const directus = program
    .command('directus')
    .helpCommand(false)
    .summary('set a Directus up, and take its schema')
    .description('What the Directus of DIRECTUS_URL needs for flows, and what flows need to know of it.');
  const setup = directus
    .command('setup')
    .summary('create the collections and fields that are missing')
    .description(
      'Create the collections and fields that flows and audits need and that Directus does not have. Shows what it is going ' +
        'to do and asks. Never changes or deletes anything: what is there and differs is named. Needs an administrator.',
    )
    .option('--media', 'the collections of media and media jobs, too')
    .option('--seed', 'add the flows that come with genie-actions, as far as their slugs are free')
    .option('--inactive', 'with --seed: add them inactive')
    .option('--dry-run', 'show what would be created, and create nothing')
    .action((flags: SetupFlags) =>
      perform(async (session) => (await import('../handlers/directus-setup.ts')).directusSetup(session, flags)),
    );
  examples(setup, [
    ['directus setup --dry-run', 'see what is missing'],
    ['directus setup --media --seed --inactive --yes', 'everything, without a question'],
  ]);
  const schema = directus
    .command('schema')
    .helpCommand(false)
    .summary('take the schema of Directus')
    .description('The collections and fields of Directus as a file, for "lint --schema".');
  const pull = schema
    .command('pull')
    .summary('write the schema of Directus to a file')
    .description(
      'Write the collections and fields of Directus to a file, against which "lint" checks flows without any server. ' +
        'The same schema gives the same bytes. An account that is no administrator gets what it has access to.',
    )
    .option('--output <file>', 'the file (default: lint.snapshot of the configuration, else directus/schema.json)')
    .action((flags: SchemaPullFlags) =>
      perform(async (session) => (await import('../handlers/directus-schema-pull.ts')).schemaPull(session, flags)),
    );
  examples(pull, [['directus schema pull', 'then commit the file']]);
  examples(schema, [['directus schema pull', 'then commit the file']]);
  examples(directus, [
    ['directus setup --dry-run', 'see what is missing'],
    ['directus schema pull', 'let lint know the fields'],
  ]);
}
