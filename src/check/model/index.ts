export { bindFlow } from './bind-flow.ts';
export type { FlowModel } from './flow-model.ts';
export type { Binding, ExpressionNode, ReferenceNode, Site, StepNode, TextNode } from './nodes.ts';
export { isAskedFor } from './guards.ts';
export {
  ancestorIn,
  hasStepIndexes,
  isInside,
  keyPointer,
  listLength,
  outermost,
  stepsNamed,
  stepTitle,
} from './step-tree.ts';
