import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { Perform } from '../program.ts';

export function declareAudits(program: Command, perform: Perform): void {
  const audits = program
    .command('audits')
    .helpCommand(false)
    .summary('write audit rows that had to wait')
    .description('Audit rows: one for each run, in agent_audits.');
  const flush = audits
    .command('flush')
    .summary('write audit rows that had to wait')
    .description('Write the audit rows that could not be written when their runs ended. Status 1 when some still wait.')
    .action(() => perform(async (session) => (await import('../handlers/audits.ts')).flushAudits(session)));
  examples(flush, [['audits flush', 'also happens before the next run']]);
  examples(audits, [['audits flush', 'also happens before the next run']]);
}
