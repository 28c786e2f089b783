import { hasStepIndexes, listLength, stepsNamed, stepTitle, type FlowModel, type StepNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { isHandedOn, mayBeRead } from './result-readers.ts';

export const refDeadStep: Rule = {
  name: 'ref/dead-step',
  severity: 'warning',
  confidence: 'medium',
  fix: 'unsafe',
  since: '0.2.0',
  summary: 'A step changes nothing, and nobody reads its result: it only costs time.',
  explanation:
    'Often the name is misspelt where it should have been read, or what read it is gone. Steps that may be there for what they do are never reported: writing ones, browser steps, requests, and the reading of one item by its id, which fails when there is none.\n\nThe last step of a flow, and in a flow without `output` every named one, makes something for the caller.',
  bad: {
    text: `{ "type": "ollama_generate", "config": { "model": "dolphin3:8b", "prompt": "Hi $input.name" } },
{ "type": "directus_write", "config": { "collection": "media_jobs", "item": { "note": "new" } } }`,
  },
  good: {
    text: `{ "type": "ollama_generate", "result_key": "greeting", "config": { "model": "dolphin3:8b", "prompt": "Hi $input.name" } },
{ "type": "directus_write", "config": { "collection": "media_jobs", "item": { "note": "$greeting.response" } } }`,
  },
  step(node, { model, report }) {
    if (!isDead(node, model)) return;
    const { pointer, type } = node.step;
    report({
      message: `${stepTitle(node)} (${type}) has no effect: nothing reads its result`,
      place: { pointer: `${pointer}/type` },
      label: 'never read',
      fix: hasStepIndexes(model)
        ? undefined
        : { title: 'remove the step', safety: 'unsafe', changes: [{ kind: 'remove', pointer }] },
    });
  },
};

/** Types that are only there for their result. */
const ONLY_FOR_RESULT: ReadonlySet<string> = new Set([
  'transform',
  'ollama',
  'ollama_generate',
  'ollama_chat',
  'directus_search',
  'directus_read',
  'taxonomy_terms_read',
  'taxonomy_platform_maps_read',
]);

/** Its name is written, but refused or given twice: then that is the mistake, and who reads it cannot be told. */
function isNameBroken({ step }: StepNode, model: FlowModel): boolean {
  if (step.key === undefined) return Object.hasOwn(step.raw, 'result_key') || Object.hasOwn(step.raw, 'name');
  return stepsNamed(step.key, model).length > 1;
}

/** A list, as the type `directus` reads it. */
function isListRead({ type, config }: StepNode['step']): boolean {
  return type === 'directus' && (config['operation'] === 'read-items' || config['operation'] === 'search-items');
}

export function isDead(node: StepNode, model: FlowModel): boolean {
  const { step, index } = node;
  if (node.readers.length > 0 || !(ONLY_FOR_RESULT.has(step.type) || isListRead(step))) return false;
  // A read by id is also a question: it fails when there is no such item.
  if (step.type === 'directus_read' && Object.hasOwn(step.config, 'id')) return false;
  if (typeof step.onError === 'object' || isHandedOn(node)) return false;
  if (mayBeRead(node, model) || isNameBroken(node, model)) return false;
  if (step.key !== undefined && model.flow.output === undefined) return false;
  return !(node.listPointer === '/steps' && index === listLength(node, model) - 1);
}
