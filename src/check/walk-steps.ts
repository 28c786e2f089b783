import type { Catalogue } from '../catalogue.ts';
import { readSteps, type Flow, type Step } from '../flow/index.ts';
import { isJsonObject, type Json } from '../json.ts';

/** A list of steps inside a step, and how its results show outside. */
export interface NestedList {
  /** `then`, `steps`, `branches.left`, `on_error`. */
  name: string;
  steps: Step[];
}

/** Calls `visit` for every step of a flow, nested ones included, in the order of the text. */
export function walkSteps(flow: Flow, catalogue: Catalogue, visit: (step: Step) => void): void {
  const walk = (steps: readonly Step[]) => {
    for (const step of steps) {
      visit(step);
      for (const nested of nestedLists(step, catalogue)) walk(nested.steps);
    }
  };
  walk(flow.steps);
  walk(flow.finally);
}

/** The lists that a step holds, by what its type says of its settings; `on_error` last. */
export function nestedLists(step: Step, catalogue: Catalogue): NestedList[] {
  const base = step.dialect === 1 ? `${step.pointer}/config` : step.pointer;
  const lists: NestedList[] = [];
  const add = (name: string, raw: Json | undefined, pointer: string) => {
    if (Array.isArray(raw)) lists.push({ name, steps: readSteps(raw, pointer).steps });
  };
  for (const [setting, kind] of Object.entries(catalogue.get(step.type)?.rawSettings ?? {})) {
    const raw = step.config[setting];
    if (kind === 'steps') add(setting, raw, `${base}/${setting}`);
    if (kind === 'named-steps' && isJsonObject(raw)) {
      for (const [name, branch] of Object.entries(raw)) add(`${setting}.${name}`, branch, `${base}/${setting}/${name}`);
    }
  }
  if (typeof step.onError === 'object') add('on_error', [...step.onError.steps], `${step.pointer}/on_error/steps`);
  return lists;
}
