import type { Fix } from '../../finding.ts';
import { isAskedFor, listLength, outermost, type FlowModel, type ReferenceNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { namesHere, rootOf } from './names-here.ts';

export const refStepsIndex: Rule = {
  name: 'ref/steps-index',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: '`$steps[N]` is this step, a later one, or none at all.',
  explanation:
    '`$steps` is the list of the results so far, of the steps of the flow itself: steps inside other steps and those of `finally` are not in it. It counts from 0, so that in step 2 there are `$steps[0]` and `$steps[1]`.\n\nGive the step a `result_key` and read that: it stays right when steps are added.',
  bad: {
    text: `{ "type": "directus_write", "config": { "collection": "media_jobs", "item": { "file_id": "$steps[1].id" } } },
{ "type": "directus_read", "config": { "collection": "media_files", "id": "$input.file_id" } }`,
  },
  good: {
    text: `{ "type": "directus_read", "config": { "collection": "media_files", "id": "$input.file_id" } },
{ "type": "directus_write", "config": { "collection": "media_jobs", "item": { "file_id": "$steps[0].id" } } }`,
  },
  bindings: ['steps'],
  reference(reference, { model, report }) {
    if (reference.binding?.kind !== 'steps' || isAskedFor(reference)) return;
    const [index] = reference.reference.path;
    const { text, site } = reference;
    const { nameStart, start, end } = rootOf(reference);
    if (typeof index !== 'number') {
      const problem = withoutIndex(reference, model);
      if (problem === undefined) return;
      report({ place: { pointer: text.pointer, range: { start, end } }, ...problem, reference });
      return;
    }
    const count = model.topLevel.length === 0 ? 0 : listLength(model.topLevel[0]!, model);
    const here = site.step === undefined || site.step.path[0] === 'finally' ? count : outermost(site.step).index;
    if (index < here) return;
    const written = `${reference.reference.text.slice(0, end - start)}[${index}]`;
    const indexRange = digitsOf(text.value, nameStart);
    report({
      message: messageOf(written, index, here, count),
      place: { pointer: text.pointer, range: { start, end: (indexRange?.end ?? end) + 1 } },
      label: index < count && index > here ? `step ${index} runs after this one` : '',
      notes: ['steps count from 0'],
      reference,
      fix: indexRange === undefined || here === 0 ? undefined : previousStep(reference, indexRange, here, model),
    });
  },
};

function messageOf(written: string, index: number, here: number, count: number): string {
  if (index >= count) return `"${written}" is not there: the flow has ${count === 1 ? '1 step' : `${count} steps`}`;
  return index === here
    ? `"${written}" is this step itself, whose result is not there while it runs`
    : `"${written}" is not there yet: this is step ${here}`;
}

/** With one step before this one nothing else can be meant; with more the one before is the likely one. */
function previousStep(
  reference: ReferenceNode,
  digits: { start: number; end: number },
  here: number,
  model: FlowModel,
): Fix {
  const { text } = reference;
  const previous = here - 1;
  const key = model.topLevel.find(({ index }) => index === previous)?.step.key;
  const isNamed = key !== undefined && namesHere(text, model).includes(key);
  const { start, nameStart } = rootOf(reference);
  const written = isNamed ? key : `steps[${previous}]`;
  return {
    title: `"${text.value.slice(start, nameStart)}${written}"`,
    safety: previous === 0 ? 'safe' : 'unsafe',
    changes: [
      {
        kind: 'replace-text',
        pointer: text.pointer,
        range: { start: nameStart, end: digits.end + 1 },
        text: written,
      },
    ],
  };
}

/** Where the number stands in `steps[12]`. */
export function digitsOf(text: string, nameStart: number): { start: number; end: number } | undefined {
  const open = text.indexOf('[', nameStart);
  const close = text.indexOf(']', open);
  return open === -1 || close === -1 ? undefined : { start: open + 1, end: close };
}

/** `$steps.caption`: no list has that field. `$steps` alone is the list of all results. */
function withoutIndex(
  reference: ReferenceNode,
  model: FlowModel,
): { message: string; notes: string[]; fix: Fix | undefined } | undefined {
  const { reference: written, text } = reference;
  const { nameStart, start, end } = rootOf(reference);
  const [field] = written.path;
  const negative = /^\[\s*-\s*\d+\s*\]/.exec(text.value.slice(end, end + 12))?.[0];
  if (field === undefined && negative === undefined) return undefined;
  const shown = field === undefined ? `$steps${negative}` : written.text;
  const isKey = typeof field === 'string' && namesHere(reference.text, model).includes(field);
  const dotted = isKey && text.value[end] === '.';
  return {
    message: `"${shown}": $steps is a list of results by number; write $steps[0] or the step's "result_key"`,
    notes: ['steps count from 0'],
    fix: dotted
      ? {
          title: `"${text.value.slice(start, nameStart)}${written.text.slice(end - start + 1)}"`,
          safety: 'safe',
          changes: [
            { kind: 'replace-text', pointer: text.pointer, range: { start: nameStart, end: end + 1 }, text: '' },
          ],
        }
      : undefined,
  };
}
