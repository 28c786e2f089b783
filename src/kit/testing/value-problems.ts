import type { Json } from '../../json.ts';
import type { FlowSteps } from './flow-steps.ts';
import { matchValue } from './match-value.ts';
import type { DocumentPath } from './suite.ts';
import { subjectOf, type TestProblem, type TestProblemKind } from './test-problem.ts';

/**
 * Where a value differs from its pattern.
 *
 * @param expectPath where `expect` stands in the document
 * @param inside where the pattern stands in there
 */
export function valueProblems(
  kind: TestProblemKind,
  pattern: Json,
  actual: Json | undefined,
  expectPath: DocumentPath,
  inside: DocumentPath = [kind],
): TestProblem[] {
  return matchValue(pattern, actual, inside).map((mismatch) => {
    const { path, message, actual } = mismatch;
    const problem = { kind, subject: subjectOf(path), message, path: [...expectPath, ...path] };
    return actual === undefined ? problem : Object.assign(problem, { actual });
  });
}

/** Names among the expectations that no step has: what is expected of them would never be looked at. */
export function unknownSteps(
  kind: TestProblemKind,
  names: readonly string[],
  steps: FlowSteps,
  expectPath: DocumentPath,
): TestProblem[] {
  return names
    .filter((name) => steps.find(name) === undefined)
    .map((name) => ({
      kind,
      subject: `${kind}.${name}`,
      message: steps.unknown(name),
      path: [...expectPath, kind, name],
    }));
}
