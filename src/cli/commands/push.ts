import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { PushFlags } from '../handlers/push.ts';
import type { Perform } from '../program.ts';
import { isWrittenWithValue, withResolutions } from '../sync/sync-options.ts';

export function declarePush(program: Command, perform: Perform): void {
  const command = withResolutions(
    program
      .command('push')
      .summary('bring flows from files to Directus')
      .description(
        'Bring what changed in the flow files to Directus. A flow that changed on both sides is a conflict: nothing is ' +
          'written, or you are asked. Nothing is deleted without --prune. Every write is made only if nobody changed the row meanwhile, and read back.',
      ),
    {
      ours: 'conflicts: the file goes to Directus',
      theirs: 'conflicts: Directus goes to the file',
      merge: 'conflicts: join them where different steps or keys changed; both sides get the result',
      prune: 'delete rows whose files were deleted; asks, unless the slugs are named: --prune=a,b',
    },
  )
    .option('--inactive', 'new flows are inactive in Directus until somebody turns them on there')
    .option('--no-lint', 'write flows in which lint finds errors')
    .option('--unguarded', 'write although Directus cannot tell whether somebody else changed a flow meanwhile')
    .action((slugs: string[], flags: PushFlags, self: Command) =>
      perform(async (session) =>
        (await import('../handlers/push.ts')).push(session, slugs, flags, isWrittenWithValue(self, '--prune')),
      ),
    );
  examples(command, [
    ['push --dry-run', 'see what would be done'],
    ['push', 'everything that changed here'],
    ['push "post-*" --target staging', 'some flows, to another Directus'],
    ['push --merge', 'join what was changed there and here'],
    ['push --prune=old-flow --yes --json', 'in continuous integration'],
  ]);
}
