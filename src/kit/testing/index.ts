export type { FlowCoverage } from './coverage.ts';
export { createBench, FlowTester, type TestBench, type TestResult } from './flow-tester.ts';
export { readSuite, type ReadSuite } from './read-suite.ts';
export type { CaseRun, TestCall } from './run-case.ts';
export { runSuite, type NamedResult, type SuiteOptions } from './run-suite.ts';
export type { FlowTestCase, FlowTestSuite, PlacedMessage, TestPlace } from './suite.ts';
export { readTestDocument, type TestDocument } from './test-document.ts';
export type { TestProblem, TestProblemKind } from './test-problem.ts';
