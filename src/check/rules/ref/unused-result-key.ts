import { keyPointer, listLength, type FlowModel, type StepNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { isDead } from './dead-step.ts';
import { isHandedOn, mayBeRead } from './result-readers.ts';

export const refUnusedResultKey: Rule = {
  name: 'ref/unused-result-key',
  severity: 'info',
  confidence: 'medium',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A result has a name, and nothing in the flow reads it.',
  explanation:
    'Results are part of the report of a run, so that a name may be there for the caller; but a name that nobody reads is often one that is misspelt somewhere else. Not reported: steps that change something, and the last step. The fix takes the name away where the flow has an `output`, which then is what its caller gets.',
  bad: {
    text: `{ "type": "taxonomy_terms_read", "result_key": "terms", "config": { "platform": "onlyfans" } },
{ "type": "directus_write", "config": { "collection": "media_jobs", "item": { "note": "new" } } }`,
  },
  good: {
    text: `{ "type": "taxonomy_terms_read", "result_key": "terms", "config": { "platform": "onlyfans" } },
{ "type": "directus_write", "config": { "collection": "media_jobs", "item": { "tags": "$terms" } } }`,
  },
  step(node, { model, report }) {
    if (node.readers.length > 0 || node.step.key === undefined || WITHOUT_NEWS.has(node.step.type)) return;
    if (!isUnused(node, model)) return;
    const pointer = keyPointer(node);
    const written = pointer.slice(pointer.lastIndexOf('/') + 1);
    report({
      message: `${written} "${node.step.key}" is never used`,
      place: { pointer },
      label: 'never read',
      fix:
        model.flow.output === undefined
          ? undefined
          : { title: 'take the name away', safety: 'safe', changes: [{ kind: 'remove', pointer }] },
    });
  },
};

function isUnused(node: StepNode, model: FlowModel): boolean {
  const { facts, step, listPointer, index } = node;
  if (facts?.effectOf(step.config) === 'write' || facts?.session !== undefined) return false;
  if (holdsSteps(node) || mayBeRead(node, model) || isHandedOn(node)) return false;
  if (listPointer === '/steps' && index === listLength(node, model) - 1) return false;
  return !isDead(node, model);
}

/** Their results say nothing that is not known before. */
const WITHOUT_NEWS: ReadonlySet<string> = new Set(['log', 'delay', 'error', 'return']);

/** Its name is also how the failure of such a step is called in the report. */
function holdsSteps({ facts }: StepNode): boolean {
  return facts !== undefined && Object.values(facts.rawSettings).some((kind) => kind !== 'expression');
}
