import type { Change, Fix } from '../../finding.ts';
import { keyPointer, stepTitle, type FlowModel, type StepNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { freeName } from './free-name.ts';
import { rootOf } from './names-here.ts';

export const refDuplicateResultKey: Rule = {
  name: 'ref/duplicate-result-key',
  severity: 'error',
  confidence: 'high',
  fix: 'unsafe',
  since: '0.2.0',
  summary: 'Two steps give their results the same name.',
  explanation:
    'The later result would take the place of the earlier one, and references behind it would silently mean something else. So names are unique in a flow; only inside `loop`, `parallel` and `wait-for`, whose results stay there, one may be used again.\n\nWhere two branches of a `condition` make the same thing, name the condition itself and read its `result`.',
  bad: {
    text: `{ "type": "directus_read", "result_key": "row", "config": { "collection": "media_jobs", "id": "$input.id" } },
{ "type": "directus_read", "result_key": "row", "config": { "collection": "skills", "id": "$input.skill_id" } }`,
  },
  good: {
    text: `{ "type": "directus_read", "result_key": "row", "config": { "collection": "media_jobs", "id": "$input.id" } },
{ "type": "directus_read", "result_key": "skill", "config": { "collection": "skills", "id": "$input.skill_id" } }`,
  },
  problem({ pointer, related }, { model, report }) {
    const later = model.steps.find((step) => step.step.key !== undefined && keyPointer(step) === pointer);
    const name = later?.step.key;
    if (later === undefined || name === undefined) return;
    const first = model.steps.find(({ step, order }) => step.key === name && order < later.order);
    const written = pointer.slice(pointer.lastIndexOf('/') + 1);
    report({
      message: `${written} "${name}" is already used by ${first === undefined ? 'another step' : stepTitle(first)}; its result would be lost`,
      place: { pointer },
      label: `set again by ${stepTitle(later)}`,
      related:
        first === undefined
          ? (related ?? []).map(({ start, end }) => ({
              place: { pointer, span: { start, end } },
              label: 'first set here',
            }))
          : [{ place: { pointer: keyPointer(first) }, label: `first set by ${stepTitle(first)}` }],
      fix: renameLater(name, later, pointer, model),
    });
  },
};

/** References behind the later step were about its result, or so it would have been when they ran. */
function renameLater(name: string, later: StepNode, pointer: string, model: FlowModel): Fix {
  const newName = freeName(`${name}_2`, model);
  const changes: Change[] = [{ kind: 'replace', pointer, value: newName }];
  for (const reference of model.references) {
    const { binding, text, site } = reference;
    const isBehind = site.step === undefined || site.step.order > later.order;
    if (binding?.name !== name || binding.kind !== 'result' || !isBehind) continue;
    const { nameStart, end } = rootOf(reference);
    changes.push({ kind: 'replace-text', pointer: text.pointer, range: { start: nameStart, end }, text: newName });
  }
  return { title: `rename it to "${newName}", also where it is read`, safety: 'unsafe', changes };
}
