import type { FlowModel, StepNode } from '../../model/index.ts';
import { rememberLatest } from '../../remember-latest.ts';

/** Whether something may read the result of this step: a reference, one to the list of all results, or a list that it is the last of. */
export function mayBeRead(node: StepNode, model: FlowModel): boolean {
  return node.readers.length > 0 || isEverythingRead(model);
}

/** `$steps` as a whole is somewhere in the flow. */
const isEverythingRead = rememberLatest(({ references }: FlowModel): boolean =>
  references.some(({ binding, target }) => binding?.kind === 'steps' && target === undefined),
);

/** A step around it hands the results inside it on, by name or the last one. */
export function isHandedOn({ parent, list, index, step }: StepNode): boolean {
  if (parent === undefined || list === undefined) return false;
  if (!list.isVisibleAfterwards && step.key !== undefined) return true;
  return index === list.steps.length - 1;
}
