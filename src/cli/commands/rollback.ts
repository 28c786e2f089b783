import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { RollbackFlags } from '../handlers/rollback.ts';
import type { Perform } from '../program.ts';
import { withTarget } from '../sync/sync-options.ts';

export function declareRollback(program: Command, perform: Perform): void {
  const command = withTarget(
    program
      .command('rollback')
      .summary('set a flow in Directus back to an earlier revision')
      .description(
        'Set a flow in Directus back to what it was after a revision of "history". Shows what changes and asks. Writes only ' +
          'if nobody changed the flow meanwhile. The file stays as it is: "pull" brings the change to it.',
      )
      .argument('<slug>', 'the flow')
      .argument('<revision>', 'the number of the revision, as "history" shows it'),
  )
    .option('--dry-run', 'show what would change, and write nothing')
    .option('--unguarded', 'write although Directus cannot tell whether somebody else changed the flow meanwhile')
    .action((slug: string, revision: string, flags: RollbackFlags) =>
      perform(async (session) => (await import('../handlers/rollback.ts')).rollback(session, slug, revision, flags)),
    );
  examples(command, [
    ['rollback post-create 182 --dry-run', 'see what would change'],
    ['rollback post-create 182 --yes', 'without a question'],
  ]);
}
