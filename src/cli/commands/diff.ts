import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { TargetFlags } from '../sync/sync-flags.ts';
import type { Perform } from '../program.ts';
import { withSlugs } from '../sync/sync-options.ts';

export function declareDiff(program: Command, perform: Perform): void {
  const command = withSlugs(
    program
      .command('diff')
      .summary('see what differs from Directus, step by step')
      .description(
        'See what differs between the flow files and Directus: by step and setting, not by line. Of a conflict, what each ' +
          'side changed. Ends with 1 where a conflict or a flow that cannot be used keeps push and pull from writing.',
      ),
  ).action((slugs: string[], flags: TargetFlags) =>
    perform(async (session) => (await import('../handlers/diff.ts')).diff(session, slugs, flags)),
  );
  examples(command, [
    ['diff', 'all flows'],
    ['diff post-create', 'one flow'],
    ['diff --target production --json', 'of another Directus, for a program'],
  ]);
}
