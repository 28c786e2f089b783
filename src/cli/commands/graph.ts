import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { GraphFlags } from '../handlers/graph.ts';
import type { Perform } from '../program.ts';

export function declareGraph(program: Command, perform: Perform): void {
  const command = program
    .command('graph')
    .summary('draw a flow')
    .description(
      'Draw a flow: its steps, branches and loops, browser sessions (dotted), and the ways of values that nobody vouches for ' +
        'to the settings where they matter (bold). Steps that change something have a thick border.',
    )
    .argument('<flow>', 'a slug, or the path of a flow file')
    .option('--format <format>', 'mermaid, svg, dot or json (default: by the ending of --output, else mermaid)')
    .option('--output <file>', 'write a file instead of standard output')
    .option('--from <source>', 'local (the flows folder) or directus')
    .action((flow: string, flags: GraphFlags) =>
      perform(async (session) => (await import('../handlers/graph.ts')).graph(session, flow, flags)),
    );
  examples(command, [
    ['graph scrape-profile', 'Mermaid, for a Markdown file'],
    ['graph scrape-profile --output scrape-profile.svg', 'a picture'],
  ]);
}
