import { MAX_STEP_DEPTH } from './visit-steps.ts';
import { readSteps } from './read-step.ts';
import { nestedListsOf, type NestedSettings } from './nested-steps.ts';
import { joinPointer } from './json-position.ts';
import type { FieldProblem, Step } from './types.ts';

/** Names of results that can be seen from a list, and where they are given; what is added stays in the list. */
class Names {
  readonly #own = new Map<string, string>();
  readonly #around: Names | undefined;

  constructor(around?: Names) {
    this.#around = around;
  }

  get(name: string): string | undefined {
    return this.#own.get(name) ?? this.#around?.get(name);
  }

  set(name: string, pointer: string): void {
    this.#own.set(name, pointer);
  }
}

/**
 * Reads the steps inside steps and reports what is wrong with them, steps that are nested too deep, and names that are
 * given twice. Inside `loop`, `parallel` and `wait-for` results are seen only there, so that two of these may use one name.
 */
export function checkNesting(steps: readonly Step[], settings: NestedSettings, problems: FieldProblem[]): void {
  const names = new Names();
  for (const step of steps) checkStep(step, names, 1, { settings, problems });
}

interface Checks {
  settings: NestedSettings;
  problems: FieldProblem[];
}

function checkStep(step: Step, names: Names, depth: number, checks: Checks): void {
  addName(step, names, checks.problems);
  for (const list of nestedListsOf(step, checks.settings)) {
    if (depth === MAX_STEP_DEPTH) {
      if (list.steps.length > 0) checks.problems.push(tooDeep(list.pointer));
      continue;
    }
    const inside = list.isVisibleAfterwards ? names : new Names(names);
    const read = readSteps(list.steps, list.pointer);
    for (const problem of read.problems) checks.problems.push(problem);
    for (const inner of read.steps) checkStep(inner, inside, depth + 1, checks);
  }
}

function addName(step: Step, names: Names, problems: FieldProblem[]): void {
  if (step.key === undefined) return;
  const written = Object.hasOwn(step.raw, 'result_key') ? 'result_key' : 'name';
  const pointer = joinPointer(step.pointer, written);
  const first = names.get(step.key);
  if (first === undefined) {
    names.set(step.key, pointer);
    return;
  }
  problems.push({
    rule: 'ref/duplicate-result-key',
    message: `${written} "${step.key}" is already used by another step of this flow; give one of them another name`,
    pointer,
    target: 'value',
    relatedPointer: first,
  });
}

function tooDeep(pointer: string): FieldProblem {
  const message = `steps may be nested ${MAX_STEP_DEPTH} deep; move the inner ones into a flow of their own`;
  return { rule: 'flow/too-deep', message, pointer, target: 'value' };
}
