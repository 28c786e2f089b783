import type { ReferenceNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { type Type, TYPED_BINDINGS, typesOf, typeText, withoutNull } from '../../types/index.ts';
import { settingName } from '../../settings/setting-name.ts';

/** Settings that are read by a machine: JSON in the middle of them is never meant. */
const EXACT: ReadonlySet<string | number> = new Set([
  'url',
  'id',
  'collection',
  'queue',
  'name',
  'query',
  'search',
  'filter',
  'sort',
  'fields',
  'headers',
  'flow_uuid',
  'model',
  'platform',
  'creator_profile_id',
  'super_concept',
  'selector',
  'jsonpath',
  'method',
  'jobId',
]);

export const typeObjectInText: Rule = {
  name: 'type/object-in-text',
  severity: 'warning',
  confidence: 'high',
  fix: undefined,
  since: '0.2.0',
  summary: 'A whole list or object stands inside a text.',
  explanation:
    'Inside a longer text an object or a list becomes JSON. In a prompt that is often what is wanted, and only said as information; in an address, an id, a query or a name it never is.',
  bad: {
    text: `{ "type": "directus_search", "result_key": "hits", "config": { "collection": "scraped_media", "query": "$input.term" } },
{ "type": "http_request", "config": { "url": "https://api.example.com/items/$hits" } }`,
  },
  good: {
    text: `{ "type": "directus_search", "result_key": "hits", "config": { "collection": "scraped_media", "query": "$input.term" } },
{ "type": "http_request", "config": { "url": "https://api.example.com/items/$hits[0].id" } }`,
  },
  bindings: TYPED_BINDINGS,
  reference(reference, context) {
    const { isWholeValue, isInExpression, isGuarded } = reference.reference;
    if (isWholeValue || isInExpression || isGuarded || reference.text.isExpression) return;
    const type = withoutNull(typesOf(context).ofReference(reference).type);
    if (type.kind !== 'list' && type.kind !== 'object') return;
    const { start, end, text } = reference.reference;
    const isExact = standsInExact(reference);
    if (!isExact && isSaidToBeJson(reference)) return;
    context.report({
      message: isExact
        ? `"${text}" is ${typeText(type)}; inside "${settingName(reference.text.path)}" it becomes JSON`
        : `"${text}" is ${typeText(type)}; inside a text it becomes JSON`,
      ...(isExact ? {} : { severity: 'info' as const }),
      place: { pointer: reference.text.pointer, range: { start, end } },
      label: type.kind === 'list' ? 'a whole list' : 'a whole object',
      notes: isExact ? [wayOut(text, type)] : [],
      reference,
    });
  },
};

/** `Stats (JSON): $stats`: who writes that knows. */
function isSaidToBeJson({ text, reference }: ReferenceNode): boolean {
  return /json/i.test(text.value.slice(Math.max(0, reference.start - 20), reference.start));
}

function standsInExact({ site, text }: ReferenceNode): boolean {
  if (site.kind !== 'setting') return false;
  if (EXACT.has(site.setting)) return true;
  // `params` of a browser step, `query` in the settings of Directus: the name that counts stands inside.
  return (site.setting === 'params' || site.setting === 'options') && EXACT.has(text.path[1] ?? '');
}

function wayOut(text: string, type: Type): string {
  const item = type.kind === 'list' ? withoutNull(type.item) : type;
  const entry = type.kind === 'list' ? `${text}[0]` : text;
  if (item.kind !== 'object') return `name one entry: "${entry}"`;
  const field = ['id', 'url', 'name'].find((name) => item.fields.has(name)) ?? item.fields.keys().next().value ?? 'id';
  return `name one field: "${entry}.${field}"`;
}
