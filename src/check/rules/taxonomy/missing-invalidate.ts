import type { Fix } from '../../finding.ts';
import { hasStepIndexes, listLength, stepTitle, type FlowModel, type StepNode } from '../../model/index.ts';
import type { ProjectFacts } from '../../project-facts.ts';
import type { Rule } from '../../rule.ts';

export const taxonomyMissingInvalidate: Rule = {
  name: 'taxonomy/missing-invalidate',
  severity: 'warning',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A taxonomy collection is changed, and the cache that its readers use is left as it was.',
  explanation:
    '`taxonomy_terms_read` and `taxonomy_platform_maps_read` answer from a cache. After a change they go on answering with what was there before, until `taxonomy_invalidate` empties it.\n\nWhich collections are behind the cache can be set in the configuration.',
  bad: {
    text: '{ "type": "directus_write", "config": { "collection": "taxonomy_mapping", "item": { "term": "$input.term" } } }',
  },
  good: {
    text: `{ "type": "directus_write", "config": { "collection": "taxonomy_mapping", "item": { "term": "$input.term" } } },
{ "type": "taxonomy_invalidate", "config": {} }`,
  },
  appliesTo: ({ needs }) => needs.includes('directus'),
  step(node, { model, project, report }) {
    const { collection } = node.step.config;
    if (typeof collection !== 'string' || !isWrite(node, collection, project)) return;
    if (isHandledLater(node, model, project)) return;
    report({
      message: `the taxonomy cache stays as it was: no taxonomy_invalidate after this change of ${collection}`,
      place: { pointer: `${node.step.pointer}/type` },
      label: `changes ${collection}`,
      fix: invalidateFix(node, model),
    });
  },
};

const TAXONOMY_COLLECTIONS: readonly string[] = ['taxonomy_dimensions', 'taxonomy_mapping', 'taxonomy_assignments'];

function isWrite({ facts, step }: StepNode, collection: string, project: ProjectFacts): boolean {
  if (!(project.taxonomyCollections ?? TAXONOMY_COLLECTIONS).includes(collection)) return false;
  return facts?.needs.includes('directus') === true && facts.effectOf(step.config) === 'write';
}

/** The last of several changes is the one to speak of. */
function isHandledLater(node: StepNode, { steps }: FlowModel, project: ProjectFacts): boolean {
  for (let order = node.order + 1; order < steps.length; order++) {
    const later = steps[order]!;
    // A step of an unknown type may be a misspelt one.
    if (later.facts === undefined || later.step.type === 'taxonomy_invalidate') return true;
    const { collection } = later.step.config;
    if (typeof collection === 'string' && isWrite(later, collection, project)) return true;
  }
  return false;
}

function invalidateFix(node: StepNode, model: FlowModel): Fix | undefined {
  let place = node;
  // Once is enough, behind the loop or the branches that run side by side.
  for (let around = node.parent, inner = node; around !== undefined; inner = around, around = around.parent) {
    if (inner.list?.isVisibleAfterwards === false) place = around;
  }
  const { listPointer, index } = place;
  if (listPointer === '/steps' && hasStepIndexes(model) && index < listLength(place, model) - 1) return undefined;
  return {
    title: `add a taxonomy_invalidate after ${stepTitle(place)}`,
    safety: 'safe',
    changes: [
      {
        kind: 'insert-item',
        pointer: listPointer,
        index: index + 1,
        value: { type: 'taxonomy_invalidate', config: {} },
      },
    ],
  };
}
