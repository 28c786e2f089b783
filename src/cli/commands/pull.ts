import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { SyncFlags } from '../sync/sync-flags.ts';
import type { Perform } from '../program.ts';
import { isWrittenWithValue, withResolutions } from '../sync/sync-options.ts';

export function declarePull(program: Command, perform: Perform): void {
  const command = withResolutions(
    program
      .command('pull')
      .summary('bring flows from Directus to files')
      .description(
        'Bring what changed in Directus to the flow files. A flow that changed on both sides is a conflict: nothing is ' +
          'written, or you are asked. Nothing is deleted without --prune. "$schema", "$lint" and unchanged files stay as they are.',
      ),
    {
      ours: 'conflicts: the file stays, and counts as a change of what is in Directus now',
      theirs: 'conflicts: Directus goes to the file',
      merge: 'conflicts: join them in the file where different steps or keys changed',
      prune: 'delete files whose rows were deleted; asks, unless the slugs are named: --prune=a,b',
    },
  ).action((slugs: string[], flags: SyncFlags, self: Command) =>
    perform(async (session) =>
      (await import('../handlers/pull.ts')).pull(session, slugs, flags, isWrittenWithValue(self, '--prune')),
    ),
  );
  examples(command, [
    ['pull --dry-run', 'see what would be done'],
    ['pull', 'everything that changed in Directus'],
    ['pull post-create --theirs', 'take theirs where both changed it'],
    ['pull --target staging', 'from another Directus'],
  ]);
}
