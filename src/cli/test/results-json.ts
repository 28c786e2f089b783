import type { NamedResult, TestProblem } from '../../kit/testing/index.ts';
import { percentOf } from './coverage-text.ts';
import type { BadTestFile } from './read-test-file.ts';
import { isTested, type TestedFile, type TestRun } from './run-tests.ts';
import type { Tally } from './tally.ts';

/** The object of `--json`; a change that could break a reader raises `version`. */
export function resultsJson(
  run: TestRun,
  tally: Tally,
  { status, durationMs }: { status: number; durationMs: number },
) {
  return {
    version: 1,
    success: status === 0,
    durationMs: Math.round(durationMs),
    summary: tally,
    stopped: run.isStopped,
    files: run.files.map(fileJson),
  };
}

export function coverageJson({ coverage }: TestRun) {
  return coverage.map(({ slug, file, coverage: { steps, branches } }) => ({
    slug,
    file,
    steps: { ...steps, percent: percentOf(steps) },
    branches: { ...branches, percent: percentOf(branches) },
  }));
}

function fileJson(file: TestedFile | BadTestFile) {
  const problems = isTested(file) ? [] : file.problems;
  return {
    file: file.file,
    ...(isTested(file) ? { flow: file.tester.slug } : {}),
    problems: problems.map(({ message, place: { line, column } }) => ({ message, line, column })),
    tests: isTested(file) ? file.results.map(testJson) : [],
  };
}

function testJson({ name, status, place, durationMs, problems, unusedMocks, test }: NamedResult) {
  return {
    name,
    status,
    ...place,
    durationMs: Math.round(durationMs * 10) / 10,
    ...(test.skip === undefined ? {} : { reason: test.skip }),
    problems: problems.map(problemJson),
    unusedMocks,
  };
}

function problemJson({ kind, subject, message, detail, place, actual }: TestProblem) {
  return {
    kind,
    subject,
    message,
    ...(detail === undefined ? {} : { detail }),
    ...(actual === undefined ? {} : { actual }),
    ...place,
  };
}
