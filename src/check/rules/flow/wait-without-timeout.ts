import { isInside, type ReferenceNode, type StepNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';

export const flowWaitWithoutTimeout: Rule = {
  name: 'flow/wait-without-timeout',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A `wait-for` does not say how long it waits, or waits for something that nothing changes.',
  explanation:
    'Without `timeout_ms` it gives up after 60 seconds: a warning, because the writer may not know. It is an error when `until` reads only what was there before: between two polls only the steps inside `wait-for` run, so what they do not make stays as it is, and the waiting ends at once or never.',
  bad: {
    text: '{ "type": "wait-for", "name": "done", "until": "params.status == \'done\'", "timeout_ms": 30000 }',
  },
  good: {
    text: `{ "type": "wait-for", "name": "done", "until": "job.status == 'done'", "timeout_ms": 30000,
  "steps": [{ "type": "directus", "name": "job", "operation": "read-item", "collection": "media_jobs", "id": "{{params.job_id}}" }] }`,
  },
  appliesTo: ({ type }) => type === 'wait-for',
  step(node, { report }) {
    const { step, settingsPointer } = node;
    if (step.type !== 'wait-for') return;
    const until = node.texts.find(({ site, isExpression }) => isExpression && site.setting === 'until');
    if (until !== undefined && until.references.length > 0 && until.references.every((one) => isFixed(one, node))) {
      const condition = until.value.length > 60 ? 'what "until" reads' : `"${until.value.trim()}"`;
      report({
        message: `nothing between two polls changes ${condition}, so it is true at once or never`,
        place: { pointer: `${settingsPointer}/until` },
        label: 'reads only what was there before',
        notes: ['put the step that looks again into "steps", and read its result'],
      });
      return;
    }
    if (Object.hasOwn(step.raw, 'timeout_ms')) return;
    report({
      message: 'wait-for has no "timeout_ms"; it gives up after 60 s',
      severity: 'warning',
      place: { pointer: `${step.pointer}/type` },
      label: 'no "timeout_ms"',
      fix: {
        title: 'add "timeout_ms": 60000',
        safety: 'safe',
        changes: [{ kind: 'add-property', pointer: step.pointer, key: 'timeout_ms', value: 60_000 }],
      },
    });
  },
};

/** It means something that was there before the first poll; what means nothing is another mistake. */
function isFixed({ binding, target }: ReferenceNode, waiting: StepNode): boolean {
  if (binding === undefined) return false;
  return target === undefined || !isInside(waiting, target);
}
