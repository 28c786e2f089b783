import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { Perform } from '../program.ts';

export function declareLsp(program: Command, perform: Perform): void {
  const command = program
    .command('lsp')
    .summary('serve editors: findings, fixes, completion, hover')
    .description(
      'Speak the Language Server Protocol on standard input and output. Editors start this command; docs/editor.md says how.',
    )
    .option('--stdio', 'use standard input and output; there is nothing else, editors like to say it')
    .action(() => perform(async (session) => (await import('../handlers/lsp.ts')).lsp(session)));
  examples(command, [['lsp --stdio', 'what an editor runs']]);
}
