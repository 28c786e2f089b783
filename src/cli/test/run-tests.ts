import { FlowTester, runSuite, type FlowCoverage, type NamedResult, type TestBench } from '../../kit/testing/index.ts';
import { untestedFlows } from './untested-flows.ts';
import { shortPath } from '../short-path.ts';
import { relocate } from '../typescript/relocate.ts';
import { readTestFile, type BadTestFile, type SoundTestFile } from './read-test-file.ts';
import type { TestRequest } from './test-flags.ts';
import type { FlowPlaces, TestedFlow } from './tested-flow.ts';

/** A test file that was run. */
export interface TestedFile extends SoundTestFile {
  results: NamedResult[];
  tester: FlowTester;
}

export interface TestRun {
  /** In the order of their names. */
  files: Array<TestedFile | BadTestFile>;
  /** Of the flows, by slug. */
  coverage: Array<{ slug: string; file: string; coverage: FlowCoverage }>;
  /** A test failed under `--bail`, or somebody pressed Ctrl-C: further tests were left out. */
  isStopped: boolean;
}

export interface RunTestsOptions extends FlowPlaces {
  paths: readonly string[];
  request: Pick<TestRequest, 'filter' | 'isStoppedByFailure'>;
  signal?: AbortSignal;
  /** Flows of the folder that have no tests show in the coverage. */
  hasUntested?: boolean;
}

export function isTested(file: TestedFile | BadTestFile): file is TestedFile {
  return 'results' in file;
}

/** Scripts run in threads of their own; while they do, the tests of other flows go on. */
const FLOWS_AT_ONCE = 4;

/** Runs test files. The tests of one flow run one after the other, those of several flows side by side. */
export async function runTests(bench: TestBench, options: RunTestsOptions): Promise<TestRun> {
  const { paths, cwd, request, signal } = options;
  const run: TestRun = { files: [], coverage: [], isStopped: false };
  const wanted = request.filter?.toLowerCase();
  const suiteOptions = {
    ...(wanted === undefined ? {} : { isWanted: (name: string) => name.toLowerCase().includes(wanted) }),
    isStopped: () => (run.isStopped ||= signal?.aborted === true),
    onResult({ status }: NamedResult) {
      if (status === 'failed' && request.isStoppedByFailure) run.isStopped = true;
    },
  };
  const read = await Promise.all(paths.map((path) => readTestFile(path, options)));
  const testers = new Map<string, FlowTester>();
  run.files = read.map((file) =>
    'problems' in file ? file : Object.assign(file, { results: [], tester: testerFor(testers, file.flow, bench, cwd) }),
  );
  const groups = [...Map.groupBy(run.files.filter(isTested), ({ tester }) => tester).values()];
  const next = groups.values();
  const work = async () => {
    for (const group of next) {
      for (const file of group) file.results = await runSuite(file.tester, file.document, file.suite, suiteOptions);
    }
  };
  await Promise.all(Array.from({ length: FLOWS_AT_ONCE }, work));
  const tested = run.files.filter(isTested);
  if (options.hasUntested) {
    for (const flow of await untestedFlows(tested, options.directory)) testerFor(testers, flow, bench, cwd);
  }
  run.coverage = coverageOf(testers);
  return run;
}

/** Several test files may be about one flow. */
function testerFor(testers: Map<string, FlowTester>, flow: TestedFlow, bench: TestBench, cwd: string): FlowTester {
  const key = JSON.stringify([flow.file, flow.module?.slug]);
  let tester = testers.get(key);
  if (tester === undefined) {
    tester = new FlowTester(flow.text, shortPath(cwd, flow.file), lintWhereWritten(bench, flow));
    testers.set(key, tester);
  }
  return tester;
}

/** What is wrong with a flow in TypeScript is shown in its module. */
function lintWhereWritten(bench: TestBench, { module }: TestedFlow): TestBench {
  const { lint } = bench;
  if (module === undefined || lint === undefined) return bench;
  return {
    ...bench,
    lint(text, file) {
      const checked = lint(text, file);
      return { ...checked, diagnostics: checked.diagnostics.map((found) => relocate(found, module, file)) };
    },
  };
}

function coverageOf(testers: ReadonlyMap<string, FlowTester>): TestRun['coverage'] {
  return [...testers.values()]
    .map((tester) => ({ slug: tester.slug, file: tester.file, coverage: tester.coverage() }))
    .sort((a, b) => (a.slug < b.slug ? -1 : Number(a.slug > b.slug)));
}
