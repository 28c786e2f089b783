import type { Rule } from '../../rule.ts';
import { directusAccessOf } from '../../taint/index.ts';
import { placeOfSetting } from './places.ts';

export const secSystemCollection: Rule = {
  name: 'sec/system-collection',
  severity: 'error',
  confidence: 'high',
  fix: undefined,
  since: '0.2.0',
  summary: 'A flow changes one of the collections that Directus itself is made of.',
  explanation:
    "The runner has an administrator account: a flow that writes to `directus_users`, `directus_roles` or `directus_flows` can grant any role and change what the server does. Keep what belongs to the platform in collections of its own, and let an administrator change the rest. Reading is not reported. `create-user` and `update-user` are reported as warnings: they are what an administrator's own flow may be for.",
  bad: {
    text: `{ "type": "directus_update", "config": { "collection": "directus_users", "id": "$context.user_id",
    "item": { "title": "Creator" } } }`,
  },
  good: {
    text: `{ "type": "directus_write", "config": { "collection": "user_settings",
    "item": { "user_id": "$context.user_id", "title": "Creator" } } }`,
  },
  appliesTo: ({ type }) => type.startsWith('directus'),
  step(node, { report }) {
    const access = directusAccessOf(node);
    if (access === undefined || access.verb === 'read' || access.collection?.startsWith('directus_') !== true) return;
    const isTool = node.step.config['collection'] !== access.collection;
    report({
      message: `a flow may not change ${access.collection}: the runner is an administrator, and this can grant any role`,
      place: placeOfSetting(node, isTool ? 'operation' : 'collection'),
      label: 'system collection',
      notes: ['keep what the platform adds in a collection of its own'],
      ...(isTool ? { severity: 'warning' as const } : {}),
    });
  },
};
