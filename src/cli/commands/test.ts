import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { Perform } from '../program.ts';
import type { TestFlags } from '../test/test-flags.ts';

export function declareTest(program: Command, perform: Perform): void {
  const command = program
    .command('test')
    .summary('test flows with mocks in the place of services')
    .description(
      'Run the tests beside the flows (flows/post-create.test.yaml or .test.json): each a run with its parameters, what answers ' +
        "in the place of services, and what has to come of it. Nothing leaves this process. Without a path, all tests of the project's flows.",
    )
    .argument('[tests...]', 'slugs, test files, flow files or folders')
    .option('--filter <text>', 'only tests with this in their names')
    .option('--bail', 'stop at the first test that fails')
    .option('--coverage', 'show which steps and branches the tests go through')
    .option('--coverage-threshold <percent>', 'end with 1 when a flow has less of its steps or branches covered')
    .option('--update', 'write what came into the test files where something else was expected')
    .option('--junit <file>', "write the results as JUnit's XML, too")
    .option('--watch', 'go on and run the tests again when a test or a flow changes')
    .action((tests: string[], flags: TestFlags) =>
      perform(async (session) => (await import('../handlers/test.ts')).test(session, tests, flags)),
    );
  examples(command, [
    ['test', 'all tests'],
    ['test post-create --watch', 'those of one flow, again and again'],
    ['test --coverage --coverage-threshold 100 --junit results.xml', 'in continuous integration'],
    ['test post-create --filter "writes a draft"', 'one test'],
    ['test post-create --update', 'take over what came as what is expected'],
  ]);
}
