import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createCatalogue } from './catalogue.ts';
import { UsageError } from './errors.ts';
import { isJsonObject } from './json.ts';
import {
  createBench,
  FlowTester,
  FlowTestFailure,
  readSuite,
  readTestDocument,
  testDocument,
  type FlowTestRun,
  type TestBench,
  type TestFlowOptions,
} from './kit/testing/index.ts';
import type { StepType } from './step.ts';
import { builtInSteps } from './steps/index.ts';

export { FlowTestFailure } from './kit/testing/index.ts';
export type { FlowTestRun, MockInput, TestCall, TestFlowOptions, TestProblem } from './kit/testing/index.ts';

/** The project's own step types; the built-in ones are there anyway. */
export interface StepTypes {
  steps?: readonly StepType[];
}

/** One test of a test file, for any test runner: `test(name, run)`. */
export interface LoadedFlowTest {
  name: string;
  /** Why it is not to be run, when it is not. */
  skip: string | undefined;
  /** Rejects with a `FlowTestFailure` when something else comes than is expected. */
  run: () => Promise<void>;
}

/**
 * Runs a flow with mocks in the place of services: no socket is opened, time stands still unless the flow sleeps, and ids
 * are numbered.
 *
 * @param flow the path of a flow file (`.json`, or `.ts` and `.js` with the flow as default export), a document, or what
 *   `defineFlow` gives
 */
export async function testFlow(
  flow: string | URL | object,
  { steps, ...options }: TestFlowOptions & StepTypes = {},
): Promise<FlowTestRun> {
  const { text, file } = await readFlow(flow);
  return await testDocument(text, file, benchFor(steps), options);
}

/** The tests of a `.test.yaml` or `.test.json`. Rejects with `TEST_FILE_INVALID` for a file that is none. */
export async function loadFlowTests(file: string | URL, { steps }: StepTypes = {}): Promise<LoadedFlowTest[]> {
  const path = pathOf(file);
  const document = readTestDocument(await readFile(path, 'utf8'), extname(path) === '.json');
  const { suite, problems } = readSuite(document);
  if (suite === undefined) {
    const lines = problems.map(({ message, place }) => `${path}:${place.line}:${place.column} ${message}`);
    throw new UsageError('TEST_FILE_INVALID', `The test file has mistakes: ${problems[0]?.message ?? 'it is empty'}`, {
      detail: lines.join('\n'),
    });
  }
  const flow = await readFlow(
    resolve(dirname(path), suite.flow ?? `${basename(path).replace(/\.test\.\w+$/, '')}.json`),
  );
  const bench = benchFor(steps);
  return suite.cases.map((test) => ({
    name: test.name,
    skip: test.skip,
    async run() {
      // One of its own for each test: a test runner may start several at once, and those of one tester share its clock.
      const { problems: found } = await new FlowTester(flow.text, flow.file, bench).test(test);
      const placed = found.map((problem) => Object.assign(problem, { place: document.placeOf(problem.path) }));
      if (placed.length > 0) throw new FlowTestFailure(test.name, placed);
    },
  }));
}

async function readFlow(flow: string | URL | object): Promise<{ text: string; file: string }> {
  if (typeof flow !== 'string' && !(flow instanceof URL)) return { text: JSON.stringify(flow), file: 'flow' };
  const file = pathOf(flow);
  if (extname(file) === '.json') return { text: await readFile(file, 'utf8'), file };
  const { default: exported } = (await import(pathToFileURL(file).href)) as { default?: unknown };
  if (isJsonObject(exported)) return { text: JSON.stringify(exported), file };
  throw new UsageError('FLOW_FILE_UNREADABLE', 'The flow file has no flow as its default export', { detail: file });
}

function pathOf(file: string | URL): string {
  return typeof file === 'string' ? resolve(file) : fileURLToPath(file);
}

const benches = new Map<readonly StepType[] | undefined, TestBench>();

function benchFor(steps: readonly StepType[] | undefined): TestBench {
  let bench = benches.get(steps);
  if (bench === undefined) {
    bench = createBench({ catalogue: createCatalogue(builtInSteps, steps), ports: { sandbox: openSandbox } });
    benches.set(steps, bench);
  }
  return bench;
}

async function openSandbox() {
  const { quickjsSandbox } = await import('./adapters/quickjs-sandbox/index.ts');
  return quickjsSandbox();
}
