import { FlowTester, runSuite, type FlowCoverage, type NamedResult, type TestBench } from '../../kit/testing/index.ts';
import { shortPath } from '../short-path.ts';
import { readFlowDocument } from './read-flow-document.ts';
import { readTestFile, type ReadTestFile } from './read-test-file.ts';
import type { TestRequest } from './test-flags.ts';

/** A test file that was run, or what kept it from that. */
export interface TestedFile extends ReadTestFile {
  results: NamedResult[];
  /** Of its flow; absent when nothing ran. */
  steps?: FlowTester['steps'];
}

export interface TestRun {
  /** In the order of their names. */
  files: TestedFile[];
  /** Of the flows that were tested, by slug. */
  coverage: Array<{ slug: string; file: string; coverage: FlowCoverage }>;
  /** A test failed under `--bail`, or somebody pressed Ctrl-C: further tests were left out. */
  isStopped: boolean;
}

export interface RunTestsOptions {
  paths: readonly string[];
  /** The project's folder of flows. */
  directory: string;
  cwd: string;
  request: Pick<TestRequest, 'filter' | 'isStoppedByFailure'>;
  signal?: AbortSignal;
}

/** Scripts run in threads of their own; while they do, the tests of other flows go on. */
const FLOWS_AT_ONCE = 4;

/** Runs test files. The tests of one flow run one after the other, those of several flows side by side. */
export async function runTests(
  bench: TestBench,
  { paths, directory, cwd, request, signal }: RunTestsOptions,
): Promise<TestRun> {
  const files = paths.map((path): TestedFile => ({ ...readTestFile(path, directory, cwd), results: [] }));
  const sound = files.filter(({ problems }) => problems.length === 0);
  const groups = [...Map.groupBy(sound, ({ flowFile }) => flowFile!)];
  const run: TestRun = { files, coverage: [], isStopped: false };
  const wanted = request.filter?.toLowerCase();
  const options = {
    ...(wanted === undefined ? {} : { isWanted: (name: string) => name.toLowerCase().includes(wanted) }),
    isStopped: () => (run.isStopped ||= signal?.aborted === true),
    onResult({ status }: NamedResult) {
      if (status === 'failed' && request.isStoppedByFailure) run.isStopped = true;
    },
  };
  const testGroup = async ([flowFile, ofFlow]: (typeof groups)[number]) => {
    const flow = await readFlowDocument(flowFile, shortPath(cwd, flowFile));
    if ('problem' in flow) {
      for (const file of ofFlow) file.problems = [{ message: flow.problem, place: { line: 1, column: 1 } }];
      return;
    }
    const tester = new FlowTester(flow.text, shortPath(cwd, flowFile), bench);
    for (const file of ofFlow) {
      file.steps = tester.steps;
      file.results = await runSuite(tester, file.document!, file.suite!, options);
    }
    run.coverage.push({ slug: tester.slug, file: shortPath(cwd, flowFile), coverage: tester.coverage() });
  };
  const next = groups.values();
  const work = async () => {
    for (const group of next) await testGroup(group);
  };
  await Promise.all(Array.from({ length: FLOWS_AT_ONCE }, work));
  run.coverage.sort((a, b) => (a.slug < b.slug ? -1 : Number(a.slug > b.slug)));
  return run;
}
