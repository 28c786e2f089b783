import { ancestorIn, type FlowModel, type ReferenceNode, type StepNode } from '../../model/index.ts';

interface Branch {
  /** The step whose result is read. */
  made: StepNode;
  /** It, or the step around it, in the outermost list that the reader is not in. */
  branch: StepNode;
  model: FlowModel;
}

/**
 * Whether the reader, or a step around or before it, asks something first that may tell whether the result is there.
 * Nothing is known of what is asked: in doubt it does.
 */
export function isAskedFirst(reference: ReferenceNode, { made, branch, model }: Branch): boolean {
  const { site } = reference;
  if (isDecidedInText(reference)) return true;
  if (made.readers.some((other) => other.reference.isGuarded && orderOf(other) <= orderOf(reference))) return true;
  if (site.kind !== 'when' && site.step?.step.when !== undefined) return true;
  for (
    let node = site.step;
    node !== undefined && node.listPointer !== branch.parent!.listPointer;
    node = node.parent
  ) {
    const around = node.parent;
    if (around?.step.type === 'condition' || around?.step.when !== undefined) return true;
  }
  return model.steps.some((node) => mayEndBefore(node, branch, reference));
}

const STRINGS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g;
/** Not the `.?` and `[?` of optional fields. */
const DECISION = /&&|\|\||(?<![.[])\?/;
const LOGICAL = /&&|\|\|/;

/**
 * Something in the same expression may decide that the reference is not read, or that it does not matter: a failure on
 * either side of `&&` and `||` is passed over when the other side decides.
 */
function isDecidedInText({ reference, text }: ReferenceNode): boolean {
  if (!reference.isInExpression) return false;
  const around = text.expressions.find(({ start, end }) => start <= reference.start && reference.end <= end);
  if (around === undefined) return false;
  if (DECISION.test(text.value.slice(around.start, reference.start).replace(STRINGS, ''))) return true;
  const isOnlyRoot = around.references.every((other) => other.reference.root === reference.root);
  return !isOnlyRoot && LOGICAL.test(text.value.slice(reference.end, around.end).replace(STRINGS, ''));
}

/** Between the branch and the reader the flow may end, and where it goes on the result may always be there. */
function mayEndBefore(node: StepNode, branch: StepNode, reference: ReferenceNode): boolean {
  const { type, onError } = node.step;
  if (type !== 'return' && (type !== 'error' || onError !== 'fail')) return false;
  if (node.order <= branch.parent!.order || node.order >= orderOf(reference)) return false;
  if (ancestorIn(branch.listPointer, node) !== undefined) return false;
  for (let each: StepNode | undefined = node; each !== undefined; each = each.parent) {
    if (ancestorIn(each.listPointer, reference.site.step) !== undefined) return true;
    if (each.list?.path[0] === 'on_error') return false;
  }
  return true;
}

/** Of the flow's output, behind everything. */
function orderOf({ site }: ReferenceNode): number {
  return site.step?.order ?? Infinity;
}
