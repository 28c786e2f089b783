import { documentRule } from './document-rule.ts';

export const flowUnknownKey = documentRule(
  {
    name: 'flow/unknown-key',
    fix: 'safe',
    summary: 'A flow or a step has a key that does not exist.',
    explanation:
      'A key that nobody reads does nothing, and mostly it is a misspelt one. The settings of a step with a `config` belong into it.',
    bad: { text: '{ "type": "directus_read", "cofnig": { "collection": "media_jobs", "limit": 1 } }' },
    good: { text: '{ "type": "directus_read", "config": { "collection": "media_jobs", "limit": 1 } }' },
  },
  {
    at: 'key',
    fixOf: ({ pointer, meant }) =>
      meant === undefined
        ? undefined
        : { title: `rename to "${meant}"`, safety: 'safe', changes: [{ kind: 'rename-key', pointer, key: meant }] },
  },
);
