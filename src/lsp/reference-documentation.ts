import { formatPath } from '../expression/reference-path.ts';
import type { Binding, ReferenceNode } from '../check/model/index.ts';
import { typeText } from '../check/types/index.ts';
import { fieldOfReference, typeOfReference, type KnownFlow } from './known-types.ts';

/** Markdown: the type of what a reference reads, and where that comes from. */
export function referenceDocumentation(node: ReferenceNode, flow: KnownFlow): string {
  const { binding, target, reference } = node;
  const written = `$${formatPath(reference.root, reference.path)}`;
  if (binding === undefined) return `\`${written}\`: nothing of this name can be seen here.`;
  const field = fieldOfReference(node, flow);
  const lines = [`\`${written}\`: ${typeText(typeOfReference(node, flow))}`];
  if (field?.description !== undefined) lines.push(field.description);
  lines.push(sourceWords(target === undefined ? binding : { ...binding, kind: 'result', step: target }));
  if (field?.isOptional === true) lines.push('It need not be there.');
  return lines.join('\n\n');
}

/** What gives a name its value, as a sentence. */
export function sourceWords({ kind, step }: Binding): string {
  switch (kind) {
    case 'input':
      return 'The parameters of the flow, after its input schema.';
    case 'context':
      return 'What the host vouches for; never from the model.';
    case 'user':
      return 'The user that the flow runs for.';
    case 'env':
      return 'Environment variables that the configuration allows.';
    case 'steps':
      return 'The results of the top-level steps, counted from 0.';
    case 'error':
      return `The failure of step ${placeWords(step)}.`;
    case 'item':
      return `One of the items of the loop at step ${placeWords(step)}.`;
    case 'index':
      return `The number of the round of the loop at step ${placeWords(step)}, from 0.`;
    case 'local':
      return `The setting "input" of step ${placeWords(step)}.`;
    case 'result':
      return `The result of step ${placeWords(step)}${step?.facts === undefined ? '' : `: ${step.facts.summary}`}`;
  }
}

function placeWords(step: Binding['step']): string {
  if (step === undefined) return '?';
  return `${step.path.join('.')} (\`${step.step.type}\`)`;
}
