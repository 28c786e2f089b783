import type { Fix } from '../../finding.ts';
import type { TextNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { isAssignable, typeOfPlace, typesOf, typeText, withoutNull, type Type } from '../../types/index.ts';
import { settingName } from '../../settings/setting-name.ts';

export const typeMismatch: Rule = {
  name: 'type/mismatch',
  severity: 'error',
  confidence: 'high',
  fix: 'unsafe',
  since: '0.2.0',
  summary: 'A reference gives a value of a type that the setting does not take.',
  explanation:
    'A text that is one whole reference, or one whole expression, takes the value with its type, and settings are not converted: a text is no number, an object no address. Where nothing is known of the value nothing is said.',
  bad: {
    text: `{ "type": "ollama_generate", "result_key": "c", "config": { "model": "dolphin3:8b", "prompt": "How many of $input.topic?" } },
{ "type": "directus_read", "config": { "collection": "media_jobs", "limit": "$c.response" } }`,
  },
  good: {
    text: `{ "type": "ollama_generate", "result_key": "c", "config": { "model": "dolphin3:8b", "prompt": "How many of $input.topic?", "format": { "count": "integer" } } },
{ "type": "directus_read", "config": { "collection": "media_jobs", "limit": "$c.json.count" } }`,
  },
  texts: 'with-references',
  text(text, context) {
    if ((text.references.length === 0 && text.expressions.length === 0) || !isWhole(text)) return;
    const place = typeOfPlace(text);
    if (place.kind === 'any' || text.references.some(({ isClaimed }) => isClaimed)) return;
    const type = withoutNull(typesOf(context).ofText(text));
    if (isAssignable(type, place)) return;
    const { path, pointer, value } = text;
    // Sessions have a rule of their own.
    if (path.at(-1) === 'sessionId') return;
    const [reference] = text.references;
    const isReference = reference !== undefined && !reference.reference.isInExpression;
    context.report({
      message: `"${settingName(path)}" takes ${typeText(place)}, but ${isReference ? `"${reference.reference.text}"` : 'the expression'} is ${typeText(type)}`,
      place: { pointer, range: { start: 0, end: value.length } },
      label: typeText(type),
      related: keyPlace(text, place),
      notes: notesFor(type, place, text),
      ...(isReference ? { reference } : {}),
      fix:
        isReference && type.kind === 'number' && place.kind === 'string'
          ? asText(text, reference.reference.text)
          : undefined,
    });
  },
};

function isWhole({ references, expressions, value }: TextNode): boolean {
  if (references[0]?.reference.isWholeValue === true) return true;
  const [expression] = expressions;
  return expression !== undefined && expression.start === 0 && expression.end === value.length;
}

function keyPlace({ path, pointer }: TextNode, place: Type) {
  if (typeof path.at(-1) !== 'string') return [];
  return [{ place: { pointer, at: 'key' as const }, label: `takes ${typeText(place)}` }];
}

/** The list inside of an object, where a list is taken. */
function notesFor(type: Type, place: Type, { references }: TextNode): string[] {
  if (type.kind !== 'object') return [];
  const wanted = [...type.fields].filter(([, field]) => field.type.kind !== 'any' && isAssignable(field.type, place));
  const [only] = wanted;
  if (only === undefined || wanted.length > 1 || references.length !== 1) return [];
  return [`write "${references[0]!.reference.text}.${only[0]}" for the ${only[1].type.kind} in it`];
}

function asText({ pointer, value }: TextNode, written: string): Fix {
  const text = `{{ string(${written.replace(/^\$/, '')}) }}`;
  const range = { start: 0, end: value.length };
  return { title: `"${text}"`, safety: 'unsafe', changes: [{ kind: 'replace-text', pointer, range, text }] };
}
