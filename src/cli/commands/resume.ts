import type { Command } from 'commander';
import { collect } from '../collect.ts';
import { examples } from '../examples.ts';
import type { ResumeFlags } from '../handlers/resume.ts';
import type { Perform } from '../program.ts';

export function declareResume(program: Command, perform: Perform): void {
  const command = program
    .command('resume')
    .summary('go on with an interrupted or failed run')
    .description(
      'Go on with an interrupted or failed run: finished steps are reused, safe ones repeated. ' +
        'At a write that may have happened the run stops with OUTCOME_UNKNOWN and says what to look at.',
    )
    .argument('<run>', 'the id of the run, as "runs" shows it')
    .option('--assume-done [json]', 'take the write of unknown outcome as done, with this result')
    .option('--again', 'do the write of unknown outcome again')
    .option(
      '--allow-host <host>',
      'let HTTP steps reach a private host; not remembered from the run; repeatable',
      collect,
    )
    .option('--queue', 'a run that was queued; it goes on here')
    .option('--timeout <duration>', 'limit for what is left of the run, such as 90s or 5m')
    .action((run: string, flags: ResumeFlags) =>
      perform(async (session) => (await import('../handlers/resume.ts')).resume(session, run, flags)),
    );
  examples(command, [
    ['resume 01JD3Q8Z5K7VX2M9T4B6N8C0RE', 'reuse what is finished'],
    [`resume 01JD3Q8Z5K7VX2M9T4B6N8C0RE --assume-done '{"id":7}'`, 'the row is there: go on with it'],
    ['resume 01JD3Q8Z5K7VX2M9T4B6N8C0RE --again', 'the row is not there: write it'],
  ]);
}
