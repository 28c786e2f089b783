import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { settingsOf } from './check-calls.ts';
import { failureOf } from './check-expectations.ts';
import type { FlowSteps } from './flow-steps.ts';
import type { NamedResult } from './run-suite.ts';
import { showValue } from './show-value.ts';
import type { CaseRun } from './run-case.ts';
import type { DocumentPath, FlowTestCase } from './suite.ts';
import type { TestProblem, TestProblemKind } from './test-problem.ts';

/** A value of a test document that is to be another; `undefined`: its key goes. */
export interface DocumentChange {
  /** The name of the test. */
  test: string;
  subject: string;
  path: DocumentPath;
  value: Json | undefined;
}

export interface UpdatePlan {
  changes: DocumentChange[];
  /** What a person has to decide. */
  left: Array<{ test: string; message: string }>;
}

/** Expectations that hold values; others name steps, and what else they should say is nobody's guess. */
const VALUES: ReadonlySet<TestProblemKind> = new Set(['failure', 'output', 'results', 'calls', 'warnings']);

/** What has to change in a test file so that its tests expect what came. A run that ends in the wrong way changes nothing. */
export function planUpdate(results: readonly NamedResult[], steps: FlowSteps): UpdatePlan {
  const plan: UpdatePlan = { changes: [], left: [] };
  for (const result of results) {
    const { name, test, run } = result;
    if (isWithoutExpectations(test) && run !== undefined && run.problems.length === 0 && !isRefused(result)) {
      const value = snapshotOf(run, steps);
      plan.changes.push({ test: name, subject: 'expect', path: [...test.path, 'expect'], value });
      continue;
    }
    for (const problem of result.problems) {
      if (isUpdatable(problem)) {
        const { subject, path, actual } = problem;
        plan.changes.push({ test: name, subject, path, value: actual });
      } else {
        plan.left.push({ test: name, message: `${problem.subject} ${problem.message}` });
      }
    }
  }
  return plan;
}

/** A change for a person: `output.status: "draft" → "scheduled"`. */
export function changeText({ subject, value }: DocumentChange, before: Json | undefined): string {
  const [old, fresh] = [before, value].map((json) => (json === undefined ? 'nothing' : showValue(json)));
  return `${subject}: ${old} → ${fresh}`;
}

/** Nothing is written there, or an empty object. */
function isWithoutExpectations({ expect }: FlowTestCase): boolean {
  return expect === undefined || Object.keys(expect).length === 1;
}

function isRefused({ problems }: NamedResult): boolean {
  return problems.some(({ kind }) => kind === 'flow' || kind === 'mock');
}

/** A run that should fail and does not, or the other way round, is no other value. */
function isUpdatable({ kind, subject, path }: TestProblem): boolean {
  return VALUES.has(kind) && subject !== 'the run' && path.at(-1) !== 'failure';
}

/** What a test expects that was written without: the end of the run, and what it wrote. */
function snapshotOf({ report, calls }: CaseRun, steps: FlowSteps): JsonObject {
  const failure = failureOf(report, steps);
  if (failure !== undefined) {
    const { code, step, message } = failure;
    return { failure: { code: code!, ...(step === undefined ? {} : { step }), message: message! } };
  }
  const writers = steps.all.filter(({ stepType, reference }) =>
    settingsOf(calls, reference).some((config) => isWrite(() => stepType.effectOf(config))),
  );
  const writes = writers.map(({ reference }): [string, Json] => {
    const settings = settingsOf(calls, reference);
    return [reference, settings.length === 1 ? settings[0]! : settings];
  });
  const output: Json = report.success ? report.output : null;
  return {
    ...(output === null ? { results: withoutLarge(report.results) } : { output }),
    ...(writes.length === 0 ? {} : { calls: Object.fromEntries(writes) }),
  };
}

function isWrite(effectOf: () => string): boolean {
  try {
    return effectOf() === 'write';
  } catch {
    // Of settings that were never checked, because a mock answered with an error.
    return false;
  }
}

function withoutLarge(results: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(results).filter(([, value]) => !isJsonObject(value) || Object.keys(value).length <= 50),
  );
}
