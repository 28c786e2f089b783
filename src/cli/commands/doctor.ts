import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { Perform } from '../program.ts';

export function declareDoctor(program: Command, perform: Perform): void {
  const command = program
    .command('doctor')
    .summary('check what is configured and reachable')
    .description(
      'Check Node, the configuration, the state folder, the flows, and every service, and say how to fix what is broken. ' +
        'Status 1 when something that the project uses does not work.',
    )
    .action(() => perform(async (session) => (await import('../handlers/doctor.ts')).doctor(session)));
  examples(command, [
    ['doctor', 'look at everything'],
    ['doctor --json', 'for a program'],
  ]);
}
