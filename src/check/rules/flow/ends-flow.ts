import type { FlowModel, StepNode } from '../../model/index.ts';

/** Whether nothing behind this step in its list can ever run. In doubt it can. */
export function endsFlow(node: StepNode, model: FlowModel): boolean {
  const { type, when, onError } = node.step;
  if (when !== undefined) return false;
  if (type === 'return') return true;
  if (onError !== 'fail') return false;
  return type === 'error' || (type === 'condition' && doBothBranchesEnd(node, model));
}

function doBothBranchesEnd(condition: StepNode, model: FlowModel): boolean {
  const ended = new Set<string>();
  // The steps inside stand right behind the step itself.
  for (let order = condition.order + 1; order < model.steps.length; order++) {
    const inner = model.steps[order]!;
    if (inner.parent === condition && endsFlow(inner, model)) ended.add(inner.list!.path[0]!);
    else if (inner.path.length <= condition.path.length) break;
  }
  return ended.has('then') && ended.has('else');
}
