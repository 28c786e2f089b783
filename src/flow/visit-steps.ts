import type { Json } from '../json.ts';
import { joinPointer } from './json-position.ts';
import { builtInNestedSettings, nestedListsOf, type NestedList, type NestedSettings } from './nested-steps.ts';
import { readStep } from './read-step.ts';
import type { FieldProblem, Flow, Step } from './types.ts';

/** A step with the place where it stands. */
export interface StepVisit {
  step: Step;
  /** As events and reports write it: `[1, "then", 0]`, `["finally", 0]`. */
  path: readonly (string | number)[];
  /** 1 for the flow's own steps. */
  depth: number;
  /** The steps around it, the outermost first, each with the list that leads here. */
  ancestors: readonly { step: Step; list: NestedList }[];
}

/**
 * Visits every step of a flow in the order of the document, a step before the steps inside it.
 * Entries that are not steps are passed over; nesting deeper than `MAX_STEP_DEPTH` is not entered.
 */
export function visitSteps(
  flow: Flow,
  visit: (visit: StepVisit) => void,
  settings: NestedSettings = builtInNestedSettings,
): void {
  const walk = (step: Step, path: StepVisit['path'], ancestors: StepVisit['ancestors']): void => {
    const depth = ancestors.length + 1;
    visit({ step, path, depth, ancestors });
    if (depth >= MAX_STEP_DEPTH) return;
    for (const list of nestedListsOf(step, settings)) {
      for (const [index, inner] of stepsOf(list.steps, list.pointer)) {
        walk(inner, [...path, ...list.path, index], [...ancestors, { step, list }]);
      }
    }
  };
  for (const step of flow.steps) walk(step, [indexIn(step)], []);
  for (const step of flow.finally) walk(step, ['finally', indexIn(step)], []);
}

/** Steps inside steps are refused beyond this depth. */
export const MAX_STEP_DEPTH = 16;

/** The entries of a list that are steps, with their index in the list; problems are added to `problems`. */
export function stepsOf(
  list: readonly Json[],
  pointer: string,
  problems?: FieldProblem[],
): [index: number, step: Step][] {
  const steps: [number, Step][] = [];
  for (const [index, raw] of list.entries()) {
    const read = readStep(raw, joinPointer(pointer, index));
    problems?.push(...read.problems);
    if (read.step !== undefined) steps.push([index, read.step]);
  }
  return steps;
}

function indexIn(step: Step): number {
  return Number(step.pointer.slice(step.pointer.lastIndexOf('/') + 1));
}
