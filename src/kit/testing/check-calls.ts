import type { Json, JsonObject } from '../../json.ts';
import type { FlowSteps } from './flow-steps.ts';
import type { Expectations } from './suite.ts';
import type { TestCall } from './test-call.ts';
import type { TestProblem } from './test-problem.ts';
import { unknownSteps, valueProblems } from './value-problems.ts';

/** The settings that a step was called with, round by round; within a round in the order of the calls. */
export function settingsOf(calls: readonly TestCall[], step: string): JsonObject[] {
  return calls
    .filter((call) => call.step === step)
    .sort(byRound)
    .map(({ config }) => config);
}

/** Where steps were called in another way than expected. */
export function callProblems(calls: readonly TestCall[], expect: Expectations, steps: FlowSteps): TestProblem[] {
  const expected = expect.calls ?? {};
  return [
    ...unknownSteps('calls', Object.keys(expected), steps, expect.path),
    ...Object.entries(expected).flatMap(([name, pattern]) => {
      const step = steps.find(name);
      return step === undefined ? [] : stepProblems(name, pattern, settingsOf(calls, step.reference), expect);
    }),
  ];
}

function stepProblems(
  name: string,
  pattern: Json,
  settings: readonly JsonObject[],
  { path }: Expectations,
): TestProblem[] {
  const inside = ['calls', name];
  const wanted = typeof pattern === 'number' ? pattern : Array.isArray(pattern) ? pattern.length : 1;
  if (settings.length !== wanted) {
    const message = `expected ${times(wanted)}, got ${times(settings.length)}`;
    const actual: Json = typeof pattern === 'number' ? settings.length : [...settings];
    return [{ kind: 'calls', subject: inside.join('.'), message, path: [...path, ...inside], actual }];
  }
  if (typeof pattern === 'number') return [];
  if (!Array.isArray(pattern)) return valueProblems('calls', pattern, settings[0], path, inside);
  return pattern.flatMap((entry, index) => valueProblems('calls', entry, settings[index], path, [...inside, index]));
}

/** Where steps came in another order than expected. */
export function orderProblems(calls: readonly TestCall[], expect: Expectations, steps: FlowSteps): TestProblem[] {
  const { order = [], path } = expect;
  const firsts = [...new Set(calls.map(({ step }) => step))];
  let before: { name: string; position: number } | undefined;
  for (const [index, name] of order.entries()) {
    const step = steps.find(name);
    const position = step === undefined ? -1 : firsts.indexOf(step.reference);
    const problem =
      step === undefined
        ? steps.unknown(name)
        : position === -1
          ? `"${name}" was not called`
          : before !== undefined && position < before.position
            ? `"${name}" was called before "${before.name}"`
            : undefined;
    if (problem !== undefined) {
      return [{ kind: 'order', subject: 'order', message: problem, path: [...path, 'order', index] }];
    }
    before = { name, position };
  }
  return [];
}

function byRound(a: TestCall, b: TestCall): number {
  for (const [depth, round] of a.rounds.entries()) {
    const difference = round - (b.rounds[depth] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function times(count: number): string {
  return count === 0 ? 'no call' : count === 1 ? 'one call' : `${count} calls`;
}
