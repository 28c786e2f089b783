import type { RunReport } from '../../engine/index.ts';
import { GenieError, UsageError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type { RunTrigger } from '../../runner/index.ts';
import { settingsOf } from './check-calls.ts';
import { FlowTester, type TestBench } from './flow-tester.ts';
import type { FlowSteps } from './flow-steps.ts';
import type { Mock } from './mock.ts';
import { readMock } from './read-mock.ts';
import { SuiteFields } from './suite-fields.ts';
import type { MockEntry } from './suite.ts';
import type { TestCall } from './test-call.ts';
import { DEFAULT_NOW } from './test-clock.ts';
import type { TestProblem } from './test-problem.ts';

/** The result of a step, one of the forms of a test file (`{ $error: … }`, `{ $stub: … }`, …), or a function that gives it. */
export type MockInput = string | number | boolean | null | object | ((call: TestCall) => unknown);

export interface TestFlowOptions {
  input?: object;
  /** What a host vouches for. Default: nothing but the time. */
  context?: object;
  /** Values of `$env`. */
  env?: Readonly<Record<string, string>>;
  /** Default: a person. */
  trigger?: RunTrigger;
  /** What a person answers when the flow asks for a yes; without it nobody can be asked. */
  isConfirmed?: boolean;
  /** When the run starts. Default: 2030-01-01T00:00:00Z. */
  now?: Date | string | number;
  /** By result key, or by place: `steps[1].then[0]`. A function gets the call; what it throws is the step's failure. */
  mocks?: Readonly<Record<string, MockInput>>;
}

export interface FlowTestRun {
  report: RunReport;
  /** Every try of every step, in order. */
  calls: readonly TestCall[];
  /** The settings that a step was called with, one entry a call. Throws for a step that the flow does not have. */
  callsTo: (step: string) => JsonObject[];
  /** Steps that were left out because of their `when`. */
  skipped: readonly string[];
  /** Mocks that answered nothing. */
  unusedMocks: readonly string[];
}

/**
 * Runs a flow with mocks in the place of services. Rejects with `FLOW_INVALID` when the linter finds errors in it, with
 * `MOCK_INVALID` for a mock that the real step could not have answered with, with `MOCK_MISSING` when a step would call a
 * service and no mock answers for it. What the flow does, failures included, is in the report.
 *
 * @param file as messages name the flow
 */
export async function testDocument(
  text: string,
  file: string,
  bench: TestBench,
  options: TestFlowOptions = {},
): Promise<FlowTestRun> {
  const tester = new FlowTester(text, file, bench);
  refuseErrors(tester, file);
  const mocks = readMocks(options.mocks ?? {});
  refuseProblems(await bench.checker.check(mocks, tester.steps));
  const { report, calls, skipped, unusedMocks, problems } = await tester.run({
    name: file,
    path: [],
    skip: undefined,
    input: copyOf(options.input ?? {}),
    context: copyOf(options.context ?? {}),
    env: { ...options.env },
    trigger: options.trigger ?? 'person',
    isConfirmed: options.isConfirmed,
    now: options.now === undefined ? DEFAULT_NOW : new Date(options.now).getTime(),
    mocks,
    expect: undefined,
  });
  refuseProblems(problems);
  return { report, calls, skipped, unusedMocks, callsTo: (step) => callsTo(tester.steps, calls, step) };
}

function callsTo(steps: FlowSteps, calls: readonly TestCall[], name: string): JsonObject[] {
  const step = steps.find(name);
  if (step === undefined) throw new UsageError('STEP_NOT_FOUND', capitalized(steps.unknown(name)));
  return settingsOf(calls, step.reference);
}

function readMocks(inputs: Readonly<Record<string, MockInput>>): Map<string, MockEntry> {
  const fields = new SuiteFields({ placeOf: () => ({ line: 1, column: 1 }) });
  const mocks = new Map<string, MockEntry>();
  for (const [name, input] of Object.entries(inputs)) {
    const path = ['mocks', name];
    const mock: Mock | undefined =
      typeof input === 'function'
        ? { kind: 'function', answer: input as (call: TestCall) => unknown, path }
        : readMock(fields, copyOf(input), path);
    if (mock !== undefined) mocks.set(name, { mock, path, isShared: false });
    const [problem] = fields.problems;
    if (problem !== undefined) throw new UsageError('MOCK_INVALID', `mocks.${name}: ${problem.message}`);
  }
  return mocks;
}

/** As JSON has it: what is undefined is not there, and the run can change nothing of the test's own. */
function copyOf(value: unknown): JsonObject {
  const text = JSON.stringify(value);
  if (text === undefined)
    throw new UsageError('MOCK_INVALID', 'A mock must be JSON or a function; for nothing there is null');
  return JSON.parse(text) as JsonObject;
}

function refuseErrors({ errors }: FlowTester, file: string): void {
  if (errors.length === 0) return;
  const lines = errors.map(({ line, column, rule, message }) => `${file}:${line}:${column} ${message} (${rule})`);
  throw new GenieError('FLOW_INVALID', `The flow has errors: ${errors[0]!.message}`, {
    isRetryable: false,
    detail: lines.join('\n'),
    data: { problems: lines },
  });
}

function refuseProblems(problems: readonly TestProblem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  const code = first.detail === undefined ? 'MOCK_INVALID' : 'MOCK_MISSING';
  const lines = problems.map(({ subject, message, detail }) =>
    [`${subject} ${message}`, detail ?? []].flat().join('\n'),
  );
  throw new GenieError(code, `${first.subject}: ${first.message}`, { isRetryable: false, detail: lines.join('\n') });
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
