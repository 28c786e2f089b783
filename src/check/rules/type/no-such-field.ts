import { nearestName } from '../../../nearest-name.ts';
import type { Fix } from '../../finding.ts';
import type { ReferenceNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { type ReferenceStop, TYPED_BINDINGS, typeText } from '../../types/index.ts';
import { reportItemFields } from './item-fields.ts';
import { reportNearMiss } from './near-miss.ts';
import { partText, placeOf, stopOf, type StopPlace } from './reference-stop.ts';
import { unselectedField } from './unselected-field.ts';

/** What other tools call the text that a model answers. */
const ANSWERS: ReadonlySet<string | number> = new Set(['text', 'content', 'output', 'answer', 'result', 'completion']);

export const typeNoSuchField: Rule = {
  name: 'type/no-such-field',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A reference reads a field that its value never has.',
  explanation:
    'What a step gives is known from its type, its settings and the shapes asked for in them; a field that is not there fails the step that reads it. That holds for the entries of a list, too, which `filter`, `map` and `exists` go through. Nothing is said about values of which nothing is known, such as the body of an HTTP answer. Where an object may have more fields than its schema names, a name that is one slip away from one of those is a warning.',
  bad: {
    text: `{ "type": "ollama_generate", "result_key": "cap", "config": { "model": "dolphin3:8b", "prompt": "Caption for $input.topic" } },
{ "type": "directus_write", "config": { "collection": "scheduled_posts", "item": { "caption": "$cap.respnse" } } }`,
  },
  good: {
    text: `{ "type": "ollama_generate", "result_key": "cap", "config": { "model": "dolphin3:8b", "prompt": "Caption for $input.topic" } },
{ "type": "directus_write", "config": { "collection": "scheduled_posts", "item": { "caption": "$cap.response" } } }`,
  },
  expression: reportItemFields,
  bindings: TYPED_BINDINGS,
  isAboutPaths: true,
  reference(reference, context) {
    const stop = stopOf(reference, context);
    if (stop === undefined) {
      reportNearMiss(reference, context);
      return;
    }
    if (stop.reason === 'field-of-list') return;
    // Parameters have a rule of their own.
    if (stop.at === 0 && reference.binding?.kind === 'input') return;
    if (unselectedField(reference, stop, context) !== undefined) return;
    const place = placeOf(reference, stop);
    const nearest = nearestField(stop, place.part);
    context.report({
      message: `${messageFor(reference, stop, place)}${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
      place: { pointer: reference.text.pointer, range: place.range },
      label: typeof place.part === 'number' ? 'not a list' : 'not there',
      notes: notesFor(stop, place),
      reference,
      fix: fixFor(reference, stop, place, nearest),
    });
  },
};

function messageFor(
  { target, binding }: ReferenceNode,
  { holder, at, reason }: ReferenceStop,
  place: StopPlace,
): string {
  const { before, part } = place;
  const type = typeText(holder, String(part));
  if (reason === 'index-of-other') {
    const isItem = holder.kind === 'object' && holder.of !== undefined;
    return `"${before}" is ${isItem ? `one item of ${holder.of}` : type}, not a list; it has no entry ${part}`;
  }
  if (reason === 'field-of-scalar') return `"${before}" is ${type}; it has no field "${part}"`;
  const isResult = at === 0 && target !== undefined && binding?.kind !== 'item';
  return isResult
    ? `${target.step.type} gives ${type}; it has no field "${part}"`
    : `"${before}" is ${type}; it has no field "${part}"`;
}

function nearestField({ holder, reason }: ReferenceStop, part: string | number): string | undefined {
  if (reason !== 'missing-field' || holder.kind !== 'object' || typeof part !== 'string') return undefined;
  return nearestName(part, holder.fields.keys());
}

function notesFor({ holder, reason }: ReferenceStop, { part, before }: StopPlace): string[] {
  if (reason === 'missing-field' && part === 'json' && holder.kind === 'object' && holder.fields.has('response'))
    return ['"json" is there when the step has a "format"'];
  return reason === 'field-of-scalar' ? [`"${before}" is the value itself`] : [];
}

function fixFor(
  reference: ReferenceNode,
  { holder, reason }: ReferenceStop,
  place: StopPlace,
  nearest: string | undefined,
): Fix | undefined {
  const { pointer } = reference.text;
  const { range, part, beforeEnd } = place;
  if (nearest !== undefined) {
    const text = partText(nearest, place, reference);
    return { title: `"${nearest}"`, safety: 'safe', changes: [{ kind: 'replace-text', pointer, range, text }] };
  }
  if (reason === 'missing-field') {
    const isAnswer = holder.kind === 'object' && holder.fields.has('response') && ANSWERS.has(part);
    if (!isAnswer) return undefined;
    const text = partText('response', place, reference);
    return { title: '"response"', safety: 'unsafe', changes: [{ kind: 'replace-text', pointer, range, text }] };
  }
  // One item where the first of a list was meant is that one; anything else has to be thought about.
  const isFirst = reason === 'index-of-other' && part === 0 && holder.kind === 'object';
  if (!isFirst && !place.isLast) return undefined;
  const rest = { start: beforeEnd, end: range.end };
  return {
    title: isFirst ? 'leave out "[0]"' : `"${place.before}"`,
    safety: isFirst ? 'safe' : 'unsafe',
    changes: [{ kind: 'replace-text', pointer, range: rest, text: '' }],
  };
}
