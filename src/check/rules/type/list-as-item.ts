import type { Fix } from '../../finding.ts';
import { stepTitle, type ReferenceNode, type StepNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { querySetting, TYPED_BINDINGS, typeText } from '../../types/index.ts';
import { namePointer, placeOf, stopOf, type StopPlace } from './reference-stop.ts';

/** What people write who count with another language. */
const COUNTS: ReadonlySet<string | number> = new Set(['length', 'size', 'count']);

export const typeListAsItem: Rule = {
  name: 'type/list-as-item',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A field is read from a list.',
  explanation:
    'A list is not an item: a field of it can be read only when it has exactly one row, and with none or several the step fails. A `directus_read` gives one item with `id` or `"limit": 1`, and a list otherwise, so that a flow may work until a second row appears: there it is a warning. A search or a taxonomy list is an error.\n\nThe fix adds `"limit": 1` where every reader of the step wants an item; else it reads the first entry.',
  bad: {
    text: `{ "type": "directus_read", "result_key": "profile", "config": { "collection": "creator_profiles", "filter": { "user_id": { "_eq": "$context.user_id" } } } },
{ "type": "directus_write", "config": { "collection": "media_jobs", "item": { "creator_profile_id": "$profile.id" } } }`,
  },
  good: {
    text: `{ "type": "directus_read", "result_key": "profile", "config": { "collection": "creator_profiles", "filter": { "user_id": { "_eq": "$context.user_id" } }, "limit": 1 } },
{ "type": "directus_write", "config": { "collection": "media_jobs", "item": { "creator_profile_id": "$profile.id" } } }`,
  },
  bindings: TYPED_BINDINGS,
  isAboutPaths: true,
  reference(reference, context) {
    const stop = stopOf(reference, context);
    if (stop?.reason !== 'field-of-list' || reference.reference.isGuarded) return;
    const step = stop.at === 0 ? reference.target : undefined;
    const isRead = step !== undefined && readsList(step);
    if (isRead && givesOneRow(step)) return;
    const place = placeOf(reference, stop);
    const { pointer } = reference.text;
    const list = typeText(stop.holder);
    const isCount = COUNTS.has(place.part);
    context.report({
      message: isRead
        ? `"${place.before}" is ${list}, so "${reference.reference.text}" fails unless it has exactly one row`
        : `"${place.before}" is ${list}; it has no field "${place.part}"`,
      ...(isRead ? { severity: 'warning' as const } : {}),
      place: { pointer, range: place.range },
      label: `a list has no field "${place.part}"`,
      related: step === undefined ? [] : [{ place: { pointer: namePointer(step) }, label: relatedLabel(step, list) }],
      notes: isCount ? [`{{ size(${place.before.replace(/^\$/, '')}) }} counts its entries`] : [],
      reference,
      fix: isCount ? undefined : fixFor(reference, place, isRead ? step : undefined),
    });
  },
};

/** A read whose list may happen to have one row. */
function readsList({ step }: StepNode): boolean {
  return step.type === 'directus_read' || (step.type === 'directus' && step.config['operation'] === 'read-items');
}

/** Totals without groups are one row. */
function givesOneRow({ step }: StepNode): boolean {
  return querySetting(step.config, 'aggregate') !== undefined && querySetting(step.config, 'groupBy') === undefined;
}

function relatedLabel(step: StepNode, list: string): string {
  return readsList(step) ? `${list}: no "id", no "limit": 1` : list;
}

function fixFor(reference: ReferenceNode, place: StopPlace, step: StepNode | undefined): Fix | undefined {
  if (step !== undefined && canBeLimited(step)) {
    return {
      title: `add "limit": 1 to ${stepTitle(step)}`,
      safety: 'safe',
      changes: [{ kind: 'add-property', pointer: step.settingsPointer, key: 'limit', value: 1 }],
    };
  }
  const range = { start: place.beforeEnd, end: place.beforeEnd };
  const written = reference.reference.text;
  const split = place.beforeEnd - reference.reference.start;
  return {
    title: `"${written.slice(0, split)}[0]${written.slice(split)}"`,
    safety: 'unsafe',
    changes: [{ kind: 'replace-text', pointer: reference.text.pointer, range, text: '[0]' }],
  };
}

const limitable = new WeakMap<StepNode, boolean>();

/** Whether nobody would miss the other rows: every reader reads a field, and no limit was thought about. */
function canBeLimited(node: StepNode): boolean {
  let answer = limitable.get(node);
  if (answer === undefined) {
    const { step, readers } = node;
    const isLimited = ['limit', 'aggregate', 'groupBy', 'offset'].some(
      (name) => querySetting(step.config, name) !== undefined,
    );
    answer = !isLimited && readers.every(({ fields }) => typeof fields[0] === 'string' && !COUNTS.has(fields[0]));
    limitable.set(node, answer);
  }
  return answer;
}
