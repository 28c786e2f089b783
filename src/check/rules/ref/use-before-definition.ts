import type { Fix } from '../../finding.ts';
import {
  ancestorIn,
  hasStepIndexes,
  keyPointer,
  stepTitle,
  type FlowModel,
  type ReferenceNode,
  type StepNode,
} from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { explainUnbound } from './explain-unbound.ts';
import { rootOf } from './names-here.ts';

export const refUseBeforeDefinition: Rule = {
  name: 'ref/use-before-definition',
  severity: 'error',
  confidence: 'high',
  fix: 'unsafe',
  since: '0.2.0',
  summary: 'A reference reads a result that a later step makes, or the step itself.',
  explanation:
    'Steps run in the order in which they stand; a result can be read behind the step that makes it. A reference that comes too early fails its step.\n\nMove the step that makes the result, or the one that reads it. The fix moves the first one when it needs nothing of the steps that it passes.',
  bad: {
    text: `{ "type": "directus_write", "config": { "collection": "scheduled_posts", "item": { "caption": "$caption.response" } } },
{ "type": "ollama_generate", "result_key": "caption", "config": { "model": "dolphin3:8b", "prompt": "Caption for $input.topic" } }`,
  },
  good: {
    text: `{ "type": "ollama_generate", "result_key": "caption", "config": { "model": "dolphin3:8b", "prompt": "Caption for $input.topic" } },
{ "type": "directus_write", "config": { "collection": "scheduled_posts", "item": { "caption": "$caption.response" } } }`,
  },
  bindings: ['unbound'],
  reference(reference, { model, report }) {
    if (reference.binding !== undefined) return;
    const unbound = explainUnbound(reference, model);
    if (unbound.why !== 'own' && unbound.why !== 'later') return;
    const { written, start, end } = rootOf(reference);
    const { step } = unbound;
    const here = reference.site.step!;
    const isOwn = unbound.why === 'own';
    report({
      message: isOwn ? ownMessage(written, step, here) : `"${written}" is used before ${stepTitle(step)} sets it`,
      place: { pointer: reference.text.pointer, range: { start, end } },
      label: `read here, by ${stepTitle(here)}`,
      related: [{ place: { pointer: keyPointer(step) }, label: `set here, by ${stepTitle(step)}` }],
      reference,
      fix: isOwn ? undefined : moveFix(step, here, model),
    });
  },
};

function ownMessage(written: string, step: StepNode, here: StepNode): string {
  return step === here
    ? `"${written}" is the result of this step itself, which is not there while it runs`
    : `"${written}" is the result of ${stepTitle(step)}, which is still running here`;
}

function moveFix(step: StepNode, here: StepNode, model: FlowModel): Fix | undefined {
  const reader = ancestorIn(step.listPointer, here);
  if (reader === undefined || hasStepIndexes(model)) return undefined;
  if (!isIndependent(step, reader, model)) return undefined;
  const { listPointer: pointer, index: from } = step;
  return {
    title: `move ${stepTitle(step)} before ${stepTitle(reader)}`,
    safety: 'unsafe',
    changes: [{ kind: 'move-item', pointer, from, to: reader.index }],
  };
}

/** The moved step, with all that is inside it, reads nothing that the passed steps make, and nothing that is not there. */
function isIndependent(moved: StepNode, reader: StepNode, { steps }: FlowModel): boolean {
  const reads = (reference: ReferenceNode): boolean => {
    if (reference.binding === undefined) return false;
    const made = reference.target;
    const place = made === undefined ? undefined : ancestorIn(moved.listPointer, made);
    return place === undefined || place === moved || place.index < reader.index;
  };
  return steps.every((node) => ancestorIn(moved.listPointer, node) !== moved || node.references.every(reads));
}
