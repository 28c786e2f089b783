import { nearestName } from '../../../nearest-name.ts';
import type { ReferenceNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';

export const refUndefined: Rule = {
  name: 'ref/undefined',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A reference begins with a name that no step sets.',
  explanation:
    'A reference starts with `input`, `context`, `env`, `user`, `steps` or the `result_key` of an earlier step. Anything else fails the step when it runs.',
  bad: {
    text: `{ "type": "ollama_generate", "result_key": "caption", "config": { "model": "dolphin3:8b", "prompt": "Caption for $input.topic" } },
{ "type": "directus_write", "config": { "collection": "scheduled_posts", "item": { "caption": "$captoin.response" } } }`,
  },
  good: {
    text: `{ "type": "ollama_generate", "result_key": "caption", "config": { "model": "dolphin3:8b", "prompt": "Caption for $input.topic" } },
{ "type": "directus_write", "config": { "collection": "scheduled_posts", "item": { "caption": "$caption.response" } } }`,
  },
  reference(reference, { model, report }) {
    if (reference.binding !== undefined) return;
    const { root, start, text } = reference.reference;
    const nameStart = start + (text.startsWith('$') ? 1 : 0);
    const seen = visibleNames(reference, model.steps.length);
    const nearest = nearestName(root, seen);
    report({
      message: `"${text}" is not defined${nearest === undefined ? '' : `; did you mean "$${nearest}"?`}`,
      place: { pointer: reference.text.pointer, range: { start, end: nameStart + root.length } },
      label: 'nothing sets this',
      notes: [`defined here: ${seen.map((name) => `$${name}`).join(', ')}`],
      reference,
      fix:
        nearest === undefined
          ? undefined
          : {
              title: `"$${nearest}"`,
              safety: 'safe',
              changes: [
                {
                  kind: 'replace-text',
                  pointer: reference.text.pointer,
                  range: { start: nameStart, end: nameStart + root.length },
                  text: nearest,
                },
              ],
            },
    });
  },
};

function visibleNames({ site, text }: ReferenceNode, stepCount: number): string[] {
  const scope = site.step?.scope;
  return scope === undefined ? [] : scope.at(text.site.step?.order ?? stepCount).map(({ name }) => name);
}
