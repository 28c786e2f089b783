import type { FlowTester, TestResult } from './flow-tester.ts';
import type { FlowTestCase, FlowTestSuite, TestPlace } from './suite.ts';
import type { TestDocument } from './test-document.ts';

export interface NamedResult extends TestResult {
  name: string;
  /** Where the test stands in its file. */
  place: TestPlace;
  test: FlowTestCase;
}

export interface SuiteOptions {
  /** Tests for which this says no are left out. */
  isWanted?: (name: string) => boolean;
  /** Asked before each test. */
  isStopped?: () => boolean;
  onResult?: (result: NamedResult) => void;
}

/** Runs the tests of a file in their order; problems carry their places. */
export async function runSuite(
  tester: FlowTester,
  document: TestDocument,
  { cases }: FlowTestSuite,
  { isWanted = () => true, isStopped = () => false, onResult }: SuiteOptions = {},
): Promise<NamedResult[]> {
  const results: NamedResult[] = [];
  for (const test of cases) {
    if (!isWanted(test.name)) continue;
    if (isStopped()) break;
    const result = await tester.test(test);
    const problems = result.problems.map((problem) => ({ ...problem, place: document.placeOf(problem.path) }));
    const named = { ...result, problems, name: test.name, place: document.placeOf([...test.path, 'name']), test };
    results.push(named);
    onResult?.(named);
  }
  return results;
}
