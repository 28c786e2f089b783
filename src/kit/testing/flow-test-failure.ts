import { GenieError } from '../../errors.ts';
import type { TestProblem } from './test-problem.ts';

/** A test of a flow has failed; the message has a line for each thing that is not as expected. */
export class FlowTestFailure extends GenieError {
  readonly problems: readonly TestProblem[];

  constructor(name: string, problems: readonly TestProblem[]) {
    const lines = problems.map(({ subject, message, place }) =>
      [`  ${subject} ${message}`, ...(place === undefined ? [] : [`(${place.line}:${place.column})`])].join(' '),
    );
    super('FLOW_TEST_FAILED', [name, ...lines].join('\n'), { isRetryable: false });
    this.problems = problems;
  }
}
