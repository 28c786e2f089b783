import { documentRule } from './document-rule.ts';

export const flowTooDeep = documentRule({
  name: 'flow/too-deep',
  summary: 'Steps or brackets are nested deeper than a flow may be.',
  explanation:
    'Steps may be nested 16 deep, and at most 200 brackets may stand inside each other. Move inner steps into a flow of their own.',
  bad: {
    isWhole: true,
    text: `{ "slug": "post-create", "name": "Create a post", "steps": ${'['.repeat(200)}${']'.repeat(200)} }`,
  },
  good: { isWhole: true, text: '{ "slug": "post-create", "name": "Create a post", "steps": [] }' },
});
