import {
  ancestorIn,
  isInside,
  stepsNamed,
  type FlowModel,
  type ReferenceNode,
  type StepNode,
} from '../../model/index.ts';
import { rememberLatest } from '../../remember-latest.ts';

/** Why a name that means nothing at its place does not; `step` is the one that gives it elsewhere. */
export type Unbound =
  /** The step's own result, or that of a step around it. */
  | { why: 'own'; step: StepNode }
  | { why: 'later'; step: StepNode }
  /** It stays inside `holder`, whose result has it. */
  | { why: 'inside'; step: StepNode; holder: StepNode }
  /** Another branch of the same step, which never runs together with this one. */
  | { why: 'branch'; step: StepNode }
  | { why: 'finally'; step: StepNode }
  /** A step wants to give it, but must not. */
  | { why: 'refused' }
  | { why: 'unknown' };

export function explainUnbound(reference: ReferenceNode, model: FlowModel): Unbound {
  const { root } = reference.reference;
  const here = reference.site.step;
  let found: Unbound | undefined;
  for (const step of stepsNamed(root, model)) {
    const reason = reasonFor(step, here);
    // The name of a later step can be what is meant; one that is out of reach only if there is no other.
    if (reason.why === 'own' || reason.why === 'later') return reason;
    found ??= reason;
  }
  return found ?? (isRefused(root, model) ? { why: 'refused' } : { why: 'unknown' });
}

function reasonFor(step: StepNode, here: StepNode | undefined): Unbound {
  if (step === here || isInside(step, here)) return { why: 'own', step };
  let node = step;
  for (; node.parent !== undefined && ancestorIn(node.listPointer, here) === undefined; node = node.parent) {
    if (node.list?.isVisibleAfterwards === false) return { why: 'inside', step, holder: node.parent };
    if (isInside(node.parent, here)) return { why: 'branch', step };
  }
  if (node.path[0] === 'finally' && here?.path[0] !== 'finally') return { why: 'finally', step };
  return { why: 'later', step };
}

function isRefused(name: string, model: FlowModel): boolean {
  return refusedNames(model).has(name);
}

/** Names that are written and must not be given. */
const refusedNames = rememberLatest(({ steps }: FlowModel): ReadonlySet<unknown> => {
  const names = new Set<unknown>();
  for (const { step } of steps) if (step.key === undefined) names.add(step.raw['result_key'] ?? step.raw['name']);
  return names;
});
