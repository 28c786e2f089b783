import type { Command } from 'commander';
import { collect } from '../collect.ts';
import { examples } from '../examples.ts';
import type { InterceptFlags } from '../handlers/intercept.ts';
import type { Perform } from '../program.ts';

export function declareIntercept(program: Command, perform: Perform): void {
  const command = program
    .command('intercept')
    .summary("take action tags out of a model's answer, and run them")
    .description(
      "Take action tags out of a model's answer as it arrives: standard input (or FILE) to standard output, without the tags.",
    )
    .argument('[file]', 'read a file instead of standard input')
    .option('--format <format>', 'what comes in: text, openai (SSE), ollama (NDJSON) or auto', 'auto')
    .option('--emit <form>', 'what goes out: same (as it came in), text, sse or json (lines of events)', 'same')
    .option('--run', 'run the flows that the tags name; their steps are shown on standard error')
    .option('--dry-run', 'run them with every step stubbed: no network, nothing written')
    .option('--stub <name>', 'with --run: stub a service or a step type; repeatable', collect)
    .option('--slug <slug>', 'a known flow; tags of others stay unknown; repeatable', collect)
    .option('--strict', 'repair nothing; end with status 1 when a tag is malformed')
    .option('--stats', 'print counts to standard error at the end')
    .option('--context <json>', 'with --run: what you vouch for, above all user_id: JSON or @FILE')
    .option('--from <source>', 'with --run: where flows are looked up: local or directus')
    .option('--allow-host <host>', 'with --run: let HTTP steps reach a private host; repeatable', collect)
    .option('--timeout <duration>', 'with --run: limit for each run, such as 90s or 5m')
    .action((file: string | undefined, flags: InterceptFlags) =>
      perform(async (session) => (await import('../handlers/intercept.ts')).intercept(session, file, flags)),
    );
  examples(command, [
    ['intercept --run --stub ollama < answer.txt', 'run what a stored answer asks for'],
    ['intercept --format ollama --run', 'at the end of: curl -sN localhost:11434/api/chat -d @chat.json |'],
    ['intercept answer.txt --strict --stats > /dev/null', 'check what a model wrote'],
    ['intercept --run --emit sse --yes', 'text and run events for a chat page'],
  ]);
}
