import { documentRule } from './document-rule.ts';

export const flowConflictingKeys = documentRule(
  {
    name: 'flow/conflicting-keys',
    fix: 'unsafe',
    summary: 'A step has a `result_key` and a `name` that differ.',
    explanation:
      'Both name the result of a step. Where both are written `result_key` counts, and references to the other name find nothing.',
    bad: { text: '{ "type": "http", "result_key": "page", "name": "site", "url": "https://example.com/" }' },
    good: { text: '{ "type": "http", "name": "page", "url": "https://example.com/" }' },
  },
  {
    at: 'key',
    label: '"result_key" counts',
    fixOf: ({ pointer }) => ({ title: 'remove "name"', safety: 'unsafe', changes: [{ kind: 'remove', pointer }] }),
  },
);
