import type { Command } from 'commander';
import { collect } from '../collect.ts';
import { examples } from '../examples.ts';
import type { NewFlags } from '../handlers/new.ts';
import type { Perform } from '../program.ts';

export function declareNew(program: Command, perform: Perform): void {
  const command = program
    .command('new')
    .summary('start a flow, a step type, an action or a test')
    .description(
      'Write the first version of a file: a flow, a step type or an action of your own, or a test for a flow that is there. ' +
        'Examples of steps may name results of other steps: "lint" says what is still to be filled in. Nothing is replaced ' +
        'without --force. In a terminal it asks for what is missing.',
    )
    .argument('[kind]', 'flow, step, action or test')
    .argument('[name]', 'a slug; for a test the flow that it is for')
    .option('--description <text>', 'what it is for')
    .option('--step <type>', 'flow: a step of this type, filled in with its example; repeatable', collect)
    .option('--typescript', 'flow: write TypeScript (defineFlow) instead of JSON')
    .option('--force', 'replace a file that is there')
    .action((kind: string | undefined, name: string | undefined, flags: NewFlags) =>
      perform(async (session) => (await import('../handlers/new.ts')).createNew(session, kind, name, flags)),
    );
  examples(command, [
    ['new flow summarize --step directus_read --step ollama_generate', 'flows/summarize.json'],
    ['new test summarize', 'flows/summarize.test.yaml, with an answer for every outside call'],
    ['new step send_mail', 'steps/send_mail.ts'],
    ['new action refund-order', 'actions/refund-order.ts'],
  ]);
}
