import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { TargetFlags } from '../sync/sync-flags.ts';
import type { Perform } from '../program.ts';
import { withSlugs } from '../sync/sync-options.ts';

export function declareStatus(program: Command, perform: Perform): void {
  const command = withSlugs(
    program
      .command('status')
      .summary('see which flows differ from Directus')
      .description(
        'See which flows are in step with Directus, which changed on which side, and what brings them in step.',
      ),
  ).action((slugs: string[], flags: TargetFlags) =>
    perform(async (session) => (await import('../handlers/status.ts')).status(session, slugs, flags)),
  );
  examples(command, [
    ['status', 'all flows'],
    ['status --target staging --json', 'of another Directus, for a program'],
  ]);
}
