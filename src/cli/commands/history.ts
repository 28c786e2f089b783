import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { HistoryFlags } from '../handlers/history.ts';
import type { Perform } from '../program.ts';
import { withTarget } from '../sync/sync-options.ts';

export function declareHistory(program: Command, perform: Perform): void {
  const command = withTarget(
    program
      .command('history')
      .summary('see who changed a flow in Directus, when and what')
      .description(
        'See the revisions of a flow in Directus, the newest first: number, time, account, and what changed.',
      )
      .argument('<slug>', 'the flow'),
  )
    .option('--limit <count>', 'at most so many', '20')
    .action((slug: string, flags: HistoryFlags) =>
      perform(async (session) => (await import('../handlers/history.ts')).history(session, slug, flags)),
    );
  examples(command, [
    ['history post-create', 'the last 20 changes'],
    ['history post-create --limit 100 --json', 'with the documents, for a program'],
  ]);
}
