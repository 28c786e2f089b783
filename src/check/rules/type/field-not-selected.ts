import { joinPointer } from '../../../flow/index.ts';
import type { Fix } from '../../finding.ts';
import { stepTitle, type StepNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { TYPED_BINDINGS } from '../../types/index.ts';
import { placeOf, stopOf } from './reference-stop.ts';
import { unselectedField } from './unselected-field.ts';

export const typeFieldNotSelected: Rule = {
  name: 'type/field-not-selected',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A reference reads a field that the `fields` of the reading step leave out.',
  explanation:
    'Directus gives the fields that `fields` names and no others; a reference to any other one fails the step that it stands in. Add the field where it is read, or leave `fields` away.',
  bad: {
    text: `{ "type": "directus_read", "result_key": "p", "config": { "collection": "creator_profiles",
    "id": "$input.profile_id", "fields": "id,display_name" } },
{ "type": "ollama_generate", "result_key": "c", "config": { "model": "dolphin3:8b", "prompt": "Colours: $p.brand_colors" } }`,
  },
  good: {
    text: `{ "type": "directus_read", "result_key": "p", "config": { "collection": "creator_profiles",
    "id": "$input.profile_id", "fields": "id,display_name,brand_colors" } },
{ "type": "ollama_generate", "result_key": "c", "config": { "model": "dolphin3:8b", "prompt": "Colours: $p.brand_colors" } }`,
  },
  bindings: TYPED_BINDINGS,
  isAboutPaths: true,
  reference(reference, context) {
    const stop = stopOf(reference, context);
    const unselected = stop && unselectedField(reference, stop, context);
    if (unselected === undefined) return;
    const { name, step } = unselected;
    const fields = fieldsOf(step);
    const { text, isGuarded } = reference.reference;
    context.report({
      message: `"${name}" is not in the "fields" of ${stepTitle(step)}, so "${text}" ${isGuarded ? 'is never there' : 'fails'}`,
      place: { pointer: reference.text.pointer, range: placeOf(reference, stop!).range },
      label: 'not selected',
      related: [{ place: { pointer: fields.pointer }, label: 'only these are read' }],
      reference,
      fix: fixFor(name, fields),
    });
  },
};

function fieldsOf({ step, settingsPointer }: StepNode): { pointer: string; value: unknown } {
  const isOwn = Object.hasOwn(step.config, 'fields');
  const holder = isOwn ? settingsPointer : joinPointer(settingsPointer, 'query');
  const { query } = step.config;
  const value = isOwn ? step.config['fields'] : (query as { fields?: unknown }).fields;
  return { pointer: joinPointer(holder, 'fields'), value };
}

function fixFor(name: string, { pointer, value }: { pointer: string; value: unknown }): Fix | undefined {
  const title = `add "${name}" to "fields"`;
  if (Array.isArray(value)) {
    const change = { kind: 'insert-item', pointer, index: value.length, value: name } as const;
    return { title, safety: 'safe', changes: [change] };
  }
  if (typeof value !== 'string') return undefined;
  const range = { start: value.length, end: value.length };
  const text = `${value.includes(', ') ? ', ' : ','}${name}`;
  return { title, safety: 'safe', changes: [{ kind: 'replace-text', pointer, range, text }] };
}
