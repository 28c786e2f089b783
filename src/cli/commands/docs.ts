import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { DocsFlags } from '../handlers/docs.ts';
import type { Perform } from '../program.ts';

export function declareDocs(program: Command, perform: Perform): void {
  const command = program
    .command('docs')
    .summary('write a page about each flow')
    .description(
      'Write a page of Markdown about each flow, for people who do not read JSON: parameters, steps, a drawing, what it ' +
        'touches, and what it gives. The same flows give the same bytes.',
    )
    .argument('[flows...]', 'slugs or paths; without any, all flows')
    .option('--output <dir>', 'the folder of the pages', 'docs/flows')
    .option('--check', 'write nothing; fail when a page is missing or old')
    .option('--from <source>', 'local (the flows folder) or directus')
    .action((flows: string[], flags: DocsFlags) =>
      perform(async (session) => (await import('../handlers/docs.ts')).docs(session, flows, flags)),
    );
  examples(command, [
    ['docs', 'docs/flows/<slug>.md, and docs/flows/README.md with a list'],
    ['docs --check', 'in CI'],
  ]);
}
