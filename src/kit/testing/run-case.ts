import type { RunEvent, RunReport, StepAround, StepCall } from '../../engine/index.ts';
import { GenieError, toGenieError } from '../../errors.ts';
import { isJsonObject, type Json } from '../../json.ts';
import type { Runner } from '../../runner/index.ts';
import { mockProblem, type MockChecker } from './check-mocks.ts';
import type { CoverageMarks } from './coverage.ts';
import { roundsOf, type FlowStep, type FlowSteps } from './flow-steps.ts';
import { mergeJson } from './merge-json.ts';
import { missingMock } from './missing-mock.ts';
import { MockReader, type FunctionMock, type Mock, type StubMock } from './mock.ts';
import type { DocumentPath, FlowTestCase } from './suite.ts';
import type { TestCall } from './test-call.ts';
import { subjectOf, type TestProblem } from './test-problem.ts';

/** What came of a run. */
export interface CaseRun {
  report: RunReport;
  /** Every try of every step, in order. */
  calls: TestCall[];
  /** Steps that were left out because of their `when`, by result key or place. */
  skipped: string[];
  /** Mocks that answered nothing. */
  unusedMocks: string[];
  /** Mocks that were missing, or that the real step could not have answered with. */
  problems: TestProblem[];
}

export interface CaseSetup {
  runner: Runner;
  slug: string;
  steps: FlowSteps;
  checker: MockChecker;
  marks: CoverageMarks;
  /** The types that must not run: their `perform` gives what a dry run would. */
  outsideTypes: readonly string[];
}

/** Runs one test with its mocks in the place of services. */
export async function runCase(setup: CaseSetup, test: FlowTestCase): Promise<CaseRun> {
  const run = new MockedRun(setup, test);
  const { context, trigger, isConfirmed } = test;
  const report = await setup.runner.run(setup.slug, test.input, {
    context,
    trigger,
    ...(isConfirmed === undefined ? {} : { confirm: async () => isConfirmed }),
    signal: run.signal,
    stubs: setup.outsideTypes,
    around: run.around,
    onEvent: run.onEvent,
  });
  return { report, calls: run.calls, skipped: run.skipped, unusedMocks: run.unusedMocks(), problems: run.problems };
}

class MockedRun {
  readonly calls: TestCall[] = [];
  readonly skipped: string[] = [];
  readonly problems: TestProblem[] = [];
  readonly #setup: CaseSetup;
  readonly #test: FlowTestCase;
  readonly #mocks = new MockReader();
  readonly #used = new Set<string>();
  readonly #controller = new AbortController();

  constructor(setup: CaseSetup, test: FlowTestCase) {
    this.#setup = setup;
    this.#test = test;
  }

  /** Stops a run that cannot go on as it would outside of a test. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  readonly onEvent = (event: RunEvent): void => {
    const { steps, marks } = this.#setup;
    marks.note(event);
    if (event.event === 'step-skip') this.skipped.push(steps.at(event.path)?.reference ?? event.type);
  };

  readonly around: StepAround = async (call, perform) => {
    const step = this.#setup.steps.at(call.path);
    if (step === undefined) return await perform();
    const rounds = roundsOf(call.path);
    const { path, type, attempt, config } = call;
    const made: TestCall = { step: step.reference, type, path, rounds, attempt, config };
    this.calls.push(made);
    const mock = this.#mockOf(step);
    if (mock !== undefined) return await this.#answer(mock, step, made, call, perform);
    if (step.isOutside)
      throw this.#stop(step, call, missingMock(step, undefined, await perform().catch(() => undefined)));
    const result = await perform();
    if (isJsonObject(result) && typeof result['branch'] === 'string') {
      this.#setup.marks.noteBranch(path, result['branch']);
    }
    return result;
  };

  unusedMocks(): string[] {
    const unused: string[] = [];
    for (const [name, { mock, isShared }] of this.#test.mocks) {
      if (isShared) continue;
      if (!this.#used.has(name)) unused.push(`mocks.${name}`);
      else unused.push(...this.#mocks.untaken(mock).map(({ path }) => subjectOf(path.slice(path.indexOf('mocks')))));
    }
    return unused;
  }

  /** What the test itself says goes before what all tests of the file share, by whatever name. */
  #mockOf(step: FlowStep): Mock | undefined {
    const names = [step.reference, step.place].filter((name) => this.#test.mocks.has(name));
    const name = names.find((candidate) => !this.#test.mocks.get(candidate)!.isShared) ?? names[0];
    if (name === undefined) return undefined;
    this.#used.add(name);
    return this.#test.mocks.get(name)!.mock;
  }

  async #answer(
    mock: Mock,
    step: FlowStep,
    made: TestCall,
    call: StepCall,
    perform: () => Promise<unknown>,
  ): Promise<unknown> {
    const answer = this.#mocks.pick(mock, made);
    if (typeof answer === 'string') throw this.#stop(step, call, missingMock(step, answer, undefined));
    if (answer.kind === 'error') {
      const { code, message, detail, isRetryable } = answer;
      throw new GenieError(code, message, { isRetryable, ...(detail === undefined ? {} : { detail }) });
    }
    if (answer.kind === 'value') return answer.value;
    const result =
      answer.kind === 'function'
        ? ((await answer.answer(made)) as Json)
        : mergeJson((await perform()) as Json, answer.changes);
    const found = await this.#setup.checker.resultProblems(step, call.config, result);
    const problems = found.filter(({ path }) => isOwn(answer, path));
    if (problems.length === 0) return result;
    this.problems.push(...problems.map((problem) => mockProblem(answer.path, step, problem)));
    const reason = new GenieError('MOCK_INVALID', `the mock of "${step.reference}" does not fit`, {
      isRetryable: false,
    });
    this.#controller.abort(reason);
    throw reason;
  }

  /** Neither `retry` nor `on_error` may pass over a mock that is missing. */
  #stop(step: FlowStep, { path }: StepCall, missing: GenieError): GenieError {
    const { message, detail } = toGenieError(missing);
    const at = [...this.#test.path, 'mocks'];
    const rounds = roundsOf(path);
    this.problems.push({
      kind: 'mock',
      subject: `mocks.${step.reference}`,
      message: rounds.length === 0 ? message : `${message} (round ${rounds.map((round) => round + 1).join('.')})`,
      ...(detail === undefined ? {} : { detail }),
      path: at,
    });
    this.#controller.abort(missing);
    return missing;
  }
}

/** What a dry run gives is not the test's to answer for, only what it replaced in there. */
function isOwn(mock: StubMock | FunctionMock, [field]: DocumentPath): boolean {
  return (
    mock.kind === 'function' || (field === undefined ? Object.keys(mock.changes).length > 0 : field in mock.changes)
  );
}
