import { builtInNestedSettings, nestedListsOf, type NestedList, type NestedSettings } from './nested-steps.ts';
import { readSteps } from './read-step.ts';
import type { Flow, Step } from './types.ts';

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
      for (const inner of readSteps(list.steps, list.pointer).steps) {
        walk(inner, [...path, ...list.path, indexIn(inner)], [...ancestors, { step, list }]);
      }
    }
  };
  for (const step of flow.steps) walk(step, [indexIn(step)], []);
  for (const step of flow.finally) walk(step, ['finally', indexIn(step)], []);
}

/** Steps inside steps are refused beyond this depth. */
export const MAX_STEP_DEPTH = 16;

function indexIn(step: Step): number {
  return Number(step.pointer.slice(step.pointer.lastIndexOf('/') + 1));
}
