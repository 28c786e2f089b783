import type { Fix } from '../../finding.ts';
import type { FlowModel, ReferenceNode, StepNode } from '../../model/index.ts';
import { stepsNamed } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { freeName } from './free-name.ts';
import { namesHere, rootOf } from './names-here.ts';
import { digitsOf } from './steps-index.ts';

export const refStepsIndexFragile: Rule = {
  name: 'ref/steps-index-fragile',
  severity: 'info',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A result is read by the place of its step, which changes when a step is added before it.',
  explanation:
    '`$steps[2]` means another step as soon as one is added, moved or removed before it, and nothing says so. A `result_key` stays with its step.',
  bad: {
    text: `{ "type": "directus_read", "result_key": "job", "config": { "collection": "media_jobs", "id": "$input.job_id" } },
{ "type": "bullmq_enqueue", "config": { "queue": "media-jobs", "job": { "id": "$steps[0].id" } } }`,
  },
  good: {
    text: `{ "type": "directus_read", "result_key": "job", "config": { "collection": "media_jobs", "id": "$input.job_id" } },
{ "type": "bullmq_enqueue", "config": { "queue": "media-jobs", "job": { "id": "$job.id" } } }`,
  },
  bindings: ['steps'],
  reference(reference, { model, report }) {
    const { binding, target, text } = reference;
    if (binding?.kind !== 'steps' || target === undefined) return;
    const { start, nameStart, end } = rootOf(reference);
    const digits = digitsOf(text.value, nameStart);
    const indexEnd = (digits?.end ?? end) + 1;
    const written = text.value.slice(start, indexEnd);
    const { key } = target.step;
    const advice = key === undefined ? 'a "result_key"' : `"${text.value.slice(start, nameStart)}${key}"`;
    report({
      message: `"${written}" means another step when one is added before it; ${advice} does not`,
      place: { pointer: text.pointer, range: { start, end: indexEnd } },
      reference,
      fix:
        digits === undefined ? undefined : nameInstead(reference, target, { start: nameStart, end: indexEnd }, model),
    });
  },
};

function nameInstead(
  reference: ReferenceNode,
  target: StepNode,
  range: { start: number; end: number },
  model: FlowModel,
): Fix | undefined {
  const { key, type } = target.step;
  const { pointer } = reference.text;
  if (key !== undefined) {
    // Elsewhere the name may mean something else: the item of a loop, the result of a step of the same name.
    if (!namesHere(reference.text, model).includes(key) || stepsNamed(key, model).length > 1) return undefined;
    const changes = [{ kind: 'replace-text', pointer, range, text: key } as const];
    return { title: `"$${key}"`, safety: 'safe', changes };
  }
  const name = freeName(type.replaceAll(/[^A-Za-z0-9_]+/g, '_'), model);
  const first = target.readers.find(({ binding }) => binding?.kind === 'steps');
  // Once the step has a name, the next round takes the other references to it.
  if (first !== reference || 'name' in target.step.raw || 'result_key' in target.step.raw) return undefined;
  return {
    title: `give the step the name "${name}"`,
    safety: 'unsafe',
    changes: [
      {
        kind: 'add-property',
        pointer: target.step.pointer,
        key: target.step.dialect === 1 ? 'result_key' : 'name',
        value: name,
      },
      { kind: 'replace-text', pointer, range, text: name },
    ],
  };
}
