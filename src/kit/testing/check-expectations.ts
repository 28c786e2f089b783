import type { FailureReport, RunReport } from '../../engine/index.ts';
import type { Json, JsonObject } from '../../json.ts';
import { callProblems, orderProblems } from './check-calls.ts';
import type { FlowSteps } from './flow-steps.ts';
import type { CaseRun } from './run-case.ts';
import { showValue } from './show-value.ts';
import type { DocumentPath, Expectations } from './suite.ts';
import type { TestProblem, TestProblemKind } from './test-problem.ts';
import { unknownSteps, valueProblems } from './value-problems.ts';

/** Where a run is not what its test expects. A run that ends in the wrong way is one problem: the rest follows from it. */
export function checkExpectations(
  run: CaseRun,
  expect: Expectations | undefined,
  steps: FlowSteps,
  testPath: DocumentPath,
): TestProblem[] {
  const { report } = run;
  const wrongEnd = endProblem(report, expect, steps, testPath);
  if (wrongEnd !== undefined) return [wrongEnd];
  if (expect === undefined) return [];
  const { path, failure, output, results } = expect;
  const compare = (kind: TestProblemKind, pattern: Json | undefined, actual: Json | undefined) =>
    pattern === undefined ? [] : valueProblems(kind, pattern, actual, path);
  return [
    ...compare('failure', failure, failureOf(report, steps)),
    ...compare('output', output, report.success ? report.output : undefined),
    ...unknownSteps('results', Object.keys(results ?? {}), steps, path),
    ...compare('results', knownResults(results, steps), report.results),
    ...callProblems(run.calls, expect, steps),
    ...orderProblems(run.calls, expect, steps),
    ...compare('warnings', expect.warnings, warningsOf(report, steps)),
    ...placeProblems('skipped', expect, run.skipped, steps),
    ...placeProblems(
      'ran',
      expect,
      run.calls.map(({ step }) => step),
      steps,
    ),
  ];
}

/** How a run failed, as tests write it; `undefined` when it did not. */
export function failureOf(report: RunReport, steps: FlowSteps): JsonObject | undefined {
  if (report.success) return undefined;
  const { code, error, detail, problems, failedPath } = report;
  return {
    code,
    message: error,
    ...(failedPath === undefined ? {} : { step: steps.at(failedPath)?.reference ?? null }),
    ...(detail === undefined ? {} : { detail }),
    ...(problems === undefined ? {} : { problems }),
  };
}

export function warningsOf({ warnings }: RunReport, steps: FlowSteps): Json[] {
  return warnings.map(({ path, code, message }) => {
    const step = steps.at(path)?.reference;
    return { code, message, ...(step === undefined ? {} : { step }) };
  });
}

function knownResults(results: JsonObject | undefined, steps: FlowSteps): JsonObject | undefined {
  return results && Object.fromEntries(Object.entries(results).filter(([name]) => steps.find(name) !== undefined));
}

function endProblem(
  report: RunReport,
  expect: Expectations | undefined,
  steps: FlowSteps,
  testPath: DocumentPath,
): TestProblem | undefined {
  const isToFail = expect?.failure !== undefined;
  if (report.success && isToFail) {
    const { code } = expect.failure!;
    const what = code === undefined ? 'a failure' : `the failure ${typeof code === 'string' ? code : showValue(code)}`;
    const message = `expected ${what}, but the run succeeded with the output ${showValue(report.output)}`;
    return { kind: 'failure', subject: 'failure', message, path: [...expect.path, 'failure'], actual: null };
  }
  if (report.success || isToFail) return undefined;
  const detail = detailOf(report);
  return {
    kind: report.code === 'FLOW_INVALID' ? 'flow' : 'failure',
    subject: 'the run',
    message: `failed: ${report.error} (${report.code})`,
    ...(detail === undefined ? {} : { detail }),
    path: expect?.path ?? testPath,
    actual: failureOf(report, steps)!,
  };
}

function detailOf({ detail, problems }: FailureReport): string | undefined {
  return detail ?? (problems && problems.length > 1 ? problems.join('\n') : undefined);
}

function placeProblems(
  kind: 'skipped' | 'ran',
  expect: Expectations,
  found: readonly string[],
  steps: FlowSteps,
): TestProblem[] {
  const names = expect[kind] ?? [];
  return names.flatMap((name, index): TestProblem[] => {
    const step = steps.find(name);
    const path = [...expect.path, kind, index];
    if (step === undefined) return [{ kind, subject: kind, message: steps.unknown(name), path }];
    if (found.includes(step.reference)) return [];
    const message = kind === 'skipped' ? `"${name}" was not skipped` : `"${name}" did not run`;
    return [{ kind, subject: kind, message, path }];
  });
}
