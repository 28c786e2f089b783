import type { Catalogue } from '../../catalogue.ts';
import { checkFlow, type CheckedFlow, type Diagnostic } from '../../check/index.ts';
import type { PortProviders } from '../../ports/index.ts';
import { createRunner, type Runner, type RunnerConfig } from '../../runner/index.ts';
import { MockChecker } from './check-mocks.ts';
import { checkExpectations } from './check-expectations.ts';
import { CoverageMarks, type FlowCoverage } from './coverage.ts';
import { FlowSteps } from './flow-steps.ts';
import { runCase, type CaseRun } from './run-case.ts';
import type { FlowTestCase } from './suite.ts';
import { TestClock } from './test-clock.ts';
import type { TestProblem } from './test-problem.ts';

/** What the tests of all flows share. */
export interface TestBench {
  catalogue: Catalogue;
  checker: MockChecker;
  /** For `script`; it reaches nothing outside of itself. */
  ports: Pick<PortProviders, 'sandbox'>;
  config?: Pick<RunnerConfig, 'identityFields' | 'identityPolicy' | 'maxSteps' | 'secrets'>;
  /** Checks a document as the project wants it. Default: the preset `recommended`. */
  lint?: (text: string, file: string) => CheckedFlow;
}

export interface TestResult {
  status: 'passed' | 'failed' | 'skipped';
  problems: TestProblem[];
  unusedMocks: string[];
  durationMs: number;
  /** Absent when nothing ran. */
  run?: CaseRun;
}

export function createBench(setup: Omit<TestBench, 'checker'>): TestBench {
  return { ...setup, checker: new MockChecker(setup.catalogue) };
}

/** Runs the tests of one flow, one after the other: they share its clock. The flow is read and checked once. */
export class FlowTester {
  readonly slug: string;
  readonly steps: FlowSteps;
  /** Errors of the flow: with one of them every test fails. */
  readonly errors: readonly Diagnostic[];
  readonly #text: string;
  /** As findings show it. */
  readonly file: string;
  readonly #bench: TestBench;
  readonly #clock = new TestClock();
  readonly #marks: CoverageMarks;
  readonly #outsideTypes: readonly string[];
  /** By the text of `$env`, which a runner has for good. */
  readonly #runners = new Map<string, Runner>();

  constructor(text: string, file: string, bench: TestBench) {
    const { catalogue, lint = (document, name) => checkFlow(document, { catalogue, file: name }) } = bench;
    const { flow, diagnostics } = lint(text, file);
    this.#text = text;
    this.file = file;
    this.#bench = bench;
    this.errors = diagnostics.filter(({ severity }) => severity === 'error');
    this.slug = flow?.slug ?? '';
    this.steps = new FlowSteps(flow, catalogue);
    this.#marks = new CoverageMarks(this.steps);
    this.#outsideTypes = [...new Set(this.steps.all.filter(({ isOutside }) => isOutside).map(({ step }) => step.type))];
  }

  coverage(): FlowCoverage {
    return this.#marks.summarize();
  }

  /** Runs a test and compares what came of it with what it expects. */
  async test(test: FlowTestCase): Promise<TestResult> {
    if (test.skip !== undefined) return { status: 'skipped', problems: [], unusedMocks: [], durationMs: 0 };
    const startedAt = performance.now();
    const refused =
      this.errors.length > 0 ? this.#findings(test) : await this.#bench.checker.check(test.mocks, this.steps);
    if (refused.length > 0) return { ...resultOf(refused), durationMs: performance.now() - startedAt };
    const run = await this.run(test);
    const problems =
      run.problems.length > 0 ? run.problems : checkExpectations(run, test.expect, this.steps, test.path);
    return {
      ...resultOf(problems),
      unusedMocks: run.unusedMocks,
      durationMs: performance.now() - startedAt,
      run,
    };
  }

  /** Runs a test and only tells what came of it. */
  async run(test: FlowTestCase): Promise<CaseRun> {
    this.#clock.reset(test.now);
    return await runCase(
      {
        runner: this.#runnerFor(test.env),
        slug: this.slug,
        steps: this.steps,
        checker: this.#bench.checker,
        marks: this.#marks,
        outsideTypes: this.#outsideTypes,
      },
      test,
    );
  }

  #runnerFor(env: Readonly<Record<string, string>>): Runner {
    const key = JSON.stringify(env);
    let runner = this.#runners.get(key);
    if (runner === undefined) {
      const { catalogue, ports, config } = this.#bench;
      const sourced = { text: this.#text, origin: this.file };
      runner = createRunner({
        source: { kind: 'local', find: async () => sourced, list: async () => [] },
        ports: { ...ports, clock: this.#clock },
        catalogue,
        config: { ...config, env, audit: { isEnabled: false } },
      });
      this.#runners.set(key, runner);
    }
    return runner;
  }

  #findings({ path }: FlowTestCase): TestProblem[] {
    return this.errors.map(({ file, line, column, rule, message, notes }) => ({
      kind: 'flow',
      subject: `${file}:${line}:${column}`,
      message: `${message} (${rule})`,
      ...(notes.length === 0 ? {} : { detail: notes.join('\n') }),
      path,
    }));
  }
}

function resultOf(problems: TestProblem[]): Pick<TestResult, 'status' | 'problems' | 'unusedMocks'> {
  return { status: problems.length === 0 ? 'passed' : 'failed', problems, unusedMocks: [] };
}
