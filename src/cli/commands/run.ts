import type { Command } from 'commander';
import { collect } from '../collect.ts';
import { examples } from '../examples.ts';
import type { RunFlags } from '../handlers/run.ts';
import type { Perform } from '../program.ts';

export function declareRun(program: Command, perform: Perform): void {
  const command = program
    .command('run')
    .summary('run a flow')
    .description('Run a flow and print its output. The steps are shown on standard error while they run.')
    .argument('<flow>', 'a slug, or the path of a flow file')
    .option('-i, --input <json>', 'the parameters: JSON, @FILE, or "-" for standard input')
    .option('--context <json>', 'what you vouch for, above all user_id: JSON or @FILE')
    .option('--from <source>', 'where the slug is looked up: local (the flows folder) or directus')
    .option('--dry-run', 'stub every step: no network, nothing written')
    .option(
      '--stub <name>',
      'stub a service (directus, model, browser, queue, http) or a step type; repeatable',
      collect,
    )
    .option('--step <step>', 'run one top-level step alone: its number, from 0 as in $steps[0], or its result key')
    .option('--with <file>', 'for --step: results of earlier steps by key, or the report of an earlier run')
    .option('--allow-host <host>', 'let HTTP steps reach a private host, such as localhost:8080; repeatable', collect)
    .option('--keep-browser', 'leave the browser running after the run, and print how to attach to it')
    .option('--timeout <duration>', 'limit for the whole run, such as 90s or 5m')
    .option('--queue', 'leave the run to a worker ("genie-actions worker") and print its id')
    .option('--queue-name <queue>', 'for --queue: another queue than genie-runs')
    .option('--retries <count>', 'for --queue: how often a failed run is taken up again', '0')
    .option('--record <file>', 'keep everything that the run gets from outside, for --replay; secrets are masked')
    .option('--replay <file>', 'run with what was recorded: no network, the same times and ids, nothing written')
    .action((flow: string, flags: RunFlags) =>
      perform(async (session) => (await import('../handlers/run.ts')).run(session, flow, flags)),
    );
  examples(command, [
    [
      `run post-create --input '{"platform":"onlyfans","topic":"Beach yoga"}' --stub ollama`,
      'real work, only the model is a stub',
    ],
    [
      `run flows/post-create.json --input - --dry-run <<< '{"platform":"onlyfans","topic":"Rain"}'`,
      'try a file, with parameters from standard input: no network, nothing written',
    ],
    [
      `run post-create --input '{"platform":"onlyfans","topic":"Rain"}' --stub ollama --json > report.json`,
      'keep the report; "jq .output report.json" is what the flow made',
    ],
    [
      `run post-create --input '{"platform":"onlyfans","topic":"Rain"}' --step caption --with report.json --stub ollama`,
      'one step alone, on the results of that run',
    ],
    [
      `run post-create --input '{"platform":"onlyfans","topic":"Rain"}' --stub ollama --record post.cassette.json`,
      'keep the run: "run post-create --replay FILE" repeats it without a service',
    ],
  ]);
}
