import type { JsonObject } from '../../../json.ts';
import { joinPointer } from '../../../flow/index.ts';
import type { StepNode } from '../../model/index.ts';
import type { Rule, RuleContext } from '../../rule.ts';
import { settingName } from '../../settings/setting-name.ts';

/** Settings of a read that mean nothing when one item is read by its key. */
const DEAD_BESIDE_ID = ['filter', 'limit', 'sort', 'offset', 'search', 'aggregate', 'groupBy'] as const;

export const stepConflictingOptions: Rule = {
  name: 'step/conflicting-options',
  severity: 'warning',
  confidence: 'high',
  fix: 'unsafe',
  since: '0.2.0',
  summary: 'A setting has no effect, or does not go together, with another one.',
  explanation:
    'A read with `id` reads that one item: `limit`, `sort`, `filter` and their like beside it do nothing. One of them is a leftover, and the next reader cannot tell which; a `filter` that was meant to restrict what may be read does not restrict it.',
  bad: {
    text: '{ "type": "directus_read", "config": { "collection": "media_jobs", "id": "$input.id", "limit": 5 } }',
  },
  good: { text: '{ "type": "directus_read", "config": { "collection": "media_jobs", "id": "$input.id" } }' },
  appliesTo: ({ type }) => type === 'directus_read' || type === 'directus',
  step(node, context) {
    const { type, config } = node.step;
    if (!Object.hasOwn(config, 'id')) return;
    if (type === 'directus_read') reportDead(node, DEAD_BESIDE_ID, context);
    else if (type === 'directus' && config['operation'] === 'read-item') reportDead(node, DEAD_BESIDE_ID, context);
  },
  setting(issue, node, { report }) {
    if (issue.kind !== 'conflict' || isDeadBesideId(node, issue.path)) return;
    const name = settingName(issue.path);
    report({
      message: `"${name}" ${issue.message ?? 'does not go together with another option'}`,
      place: { pointer: issue.pointer, at: 'key' },
      related:
        issue.otherPointer === undefined
          ? []
          : [{ place: { pointer: issue.otherPointer, at: 'key' }, label: 'because of this' }],
      fix: {
        title: `remove "${name}"`,
        safety: 'unsafe',
        changes: [{ kind: 'remove', pointer: issue.pointer }],
      },
    });
  },
};

function reportDead({ step, settingsPointer }: StepNode, names: readonly string[], { report }: RuleContext): void {
  for (const name of names) {
    if (!Object.hasOwn(step.config, name)) continue;
    const pointer = joinPointer(settingsPointer, name);
    const isRefused = name === 'filter' && step.type === 'directus_read';
    report({
      message: isRefused ? '"filter" and "id" do not go together' : `"${name}" has no effect when "id" is set`,
      place: { pointer, ...(isContainer(step.config, name) ? { at: 'key' as const } : {}) },
      label: isRefused ? 'the step fails' : 'ignored',
      related: [{ place: { pointer: joinPointer(settingsPointer, 'id'), at: 'key' }, label: 'reads one item' }],
      fix: { title: `remove "${name}"`, safety: 'unsafe', changes: [{ kind: 'remove', pointer }] },
    });
  }
}

/** The step types know some of these conflicts themselves. */
function isDeadBesideId({ step }: StepNode, path: readonly (string | number)[]): boolean {
  const isRead = step.type === 'directus_read' || step.config['operation'] === 'read-item';
  const names: readonly unknown[] = ['id', ...DEAD_BESIDE_ID];
  return isRead && Object.hasOwn(step.config, 'id') && path.length === 1 && names.includes(path[0]);
}

function isContainer(config: JsonObject, name: string): boolean {
  return typeof config[name] === 'object' && config[name] !== null;
}
