import type { Fix } from '../../finding.ts';
import type { ReferenceNode, StepNode } from '../../model/index.ts';
import type { Rule, RuleContext } from '../../rule.ts';
import {
  bitsOf,
  directusAccessOf,
  isFilter,
  isFreeText,
  isItemChoice,
  isPrivateCollection,
  isScoped,
  OUTSIDE,
  ownershipChecksOf,
  TAINT,
  taintOf,
  UNTRUSTED,
  UNTRUSTED_BINDINGS,
} from '../../taint/index.ts';
import type { JsonObject } from '../../../json.ts';
import { placeOfReference, placeOfStep } from './places.ts';

const DONE = { read: 'read', create: 'made', update: 'changed', delete: 'deleted' } as const;

export const secUnscopedId: Rule = {
  name: 'sec/unscoped-id',
  severity: 'warning',
  confidence: 'medium',
  fix: 'unsafe',
  since: '0.2.0',
  summary:
    'An item is changed, deleted or, where it is private, read by an id from the model, and nobody checks whose it is.',
  explanation:
    "The runner has an administrator account, so an id from an ACTION tag reaches the items of every user. Read the item first with a filter that names both its id and `$context.user_id`, and go on with what that read gives: it is empty for somebody else's id. Reads are reported for collections with private data (`privateCollections` in the configuration). Nothing is reported where an earlier read or an expression of the flow makes sure of the owner.",
  bad: {
    text: '{ "type": "directus_delete", "config": { "collection": "scheduled_posts", "id": "$input.post_id" } }',
  },
  good: {
    text: `{ "type": "directus_read", "result_key": "own", "config": { "collection": "scheduled_posts", "limit": 1,
    "filter": { "id": { "_eq": "$input.post_id" }, "user_id": { "_eq": "$context.user_id" } } } },
{ "type": "directus_delete", "config": { "collection": "scheduled_posts", "id": "$own.id" } }`,
  },
  bindings: UNTRUSTED_BINDINGS,
  settings: ['id', 'filter', 'query'],
  reference(reference, context) {
    const { site, text } = reference;
    const step = site.step!;
    const access = directusAccessOf(step);
    if (access === undefined || access.verb === 'create') return;
    const { verb, collection } = access;
    if (verb === 'read') {
      if (collection === undefined || !isPrivateCollection(collection, context.project)) return;
      if (!isItemChoice(text) && !isWholeFilter(reference)) return;
    } else if (site.setting !== 'id' || collection?.startsWith('directus_') === true) return;
    const bits = bitsOf(reference, context, UNTRUSTED | TAINT.chosen);
    if (bits === 0 || (bits & TAINT.own) !== 0) return;
    if ((bits & OUTSIDE) !== 0 && isFreeText(bits)) return;
    const taint = taintOf(context);
    if (isScoped(step, taint) || ownershipChecksOf(context.model, taint).isChecked(reference, collection)) return;
    const isRow = (bits & UNTRUSTED) === 0;
    context.report({
      message: `${collection ?? 'an item'} is ${DONE[verb]} by an id from ${isRow ? 'a row that the model picked' : 'the model'}, without checking who owns it`,
      place: placeOfReference(reference),
      label: isRow ? 'of any row that the model names' : 'any id that the model writes',
      related: [{ place: placeOfStep(step), label: 'as administrator' }],
      notes: ['read it first with a filter that names its id and "$context.user_id", and use what that read gives'],
      fix: fixOf(reference, step, collection, context),
      reference,
    });
  },
};

/** A filter that is one reference asks for whatever its writer likes. */
function isWholeFilter({ text, reference }: ReferenceNode): boolean {
  return reference.isWholeValue && text.path.at(-1) === 'filter' && isFilter(text.path);
}

function fixOf(
  id: ReferenceNode,
  node: StepNode,
  collection: string | undefined,
  { model, project }: RuleContext,
): Fix | undefined {
  const { reference, text } = id;
  if (collection === undefined || !reference.isWholeValue || text.path.length !== 1 || text.path[0] !== 'id') return;
  const isShifting = model.references.some(({ binding }) => binding?.kind === 'steps');
  const isTaken = model.steps.some(({ step }) => step.key === 'own');
  const isWithoutOwner = project.snapshot?.collections.get(collection)?.has('user_id') === false;
  if (isShifting || isTaken || isWithoutOwner) return;
  const isFlat = node.step.dialect === 2;
  const query: JsonObject = {
    collection,
    filter: { id: { _eq: text.value }, user_id: { _eq: isFlat ? '{{context.user_id}}' : '$context.user_id' } },
    limit: 1,
  };
  const read: JsonObject = isFlat
    ? { type: 'directus', name: 'own', operation: 'read-items', ...query }
    : { type: 'directus_read', result_key: 'own', config: query };
  return {
    title: `read it first as "own", and use "${isFlat ? '{{own.id}}' : '$own.id'}"`,
    safety: 'unsafe',
    changes: [
      { kind: 'insert-item', pointer: node.listPointer, index: node.index, value: read },
      { kind: 'replace', pointer: text.pointer, value: isFlat ? '{{own.id}}' : '$own.id' },
    ],
  };
}
