import { rememberLatest } from '../remember-latest.ts';
import type { FlowModel } from './flow-model.ts';
import type { StepNode } from './nodes.ts';

/** How findings name a step: `step 0`, `step 1.then.0`, `step 0 of "finally"`. */
export function stepTitle({ path }: StepNode): string {
  return path[0] === 'finally' ? `step ${path.slice(1).join('.')} of "finally"` : `step ${path.join('.')}`;
}

/** The JSON pointer of a step's `result_key` or `name`. */
export function keyPointer({ step }: StepNode): string {
  return `${step.pointer}/${Object.hasOwn(step.raw, 'result_key') ? 'result_key' : 'name'}`;
}

/** The step itself, or the one around it, that stands in this list; `undefined` when it is not inside the list. */
export function ancestorIn(listPointer: string, step: StepNode | undefined): StepNode | undefined {
  for (let node = step; node !== undefined; node = node.parent) if (node.listPointer === listPointer) return node;
  return undefined;
}

export function isInside(outer: StepNode, step: StepNode | undefined): boolean {
  for (let node = step?.parent; node !== undefined; node = node.parent) if (node === outer) return true;
  return false;
}

/** The step of the flow itself that this one is, or is inside of. */
export function outermost(step: StepNode): StepNode {
  let node = step;
  while (node.parent !== undefined) node = node.parent;
  return node;
}

/** How many entries the list has that the step stands in, those that are no steps included. */
export function listLength({ list, listPointer }: StepNode, { flow }: FlowModel): number {
  if (list !== undefined) return list.steps.length;
  const written = flow.raw[listPointer.slice(1)];
  return Array.isArray(written) ? written.length : 0;
}

/** Whether steps are read by their place, so that none may be added, moved or taken away without a look at that. */
export function hasStepIndexes({ references }: FlowModel): boolean {
  return references.some(({ binding }) => binding?.kind === 'steps');
}

const stepsByKey = rememberLatest(({ steps }: FlowModel): ReadonlyMap<string, readonly StepNode[]> => {
  const byKey = new Map<string, StepNode[]>();
  for (const node of steps) {
    const { key } = node.step;
    if (key === undefined) continue;
    const others = byKey.get(key);
    if (others === undefined) byKey.set(key, [node]);
    else others.push(node);
  }
  return byKey;
});

/** All steps with this `result_key` or `name`, wherever they stand. */
export function stepsNamed(name: string, model: FlowModel): readonly StepNode[] {
  return stepsByKey(model).get(name) ?? [];
}
