import type { Rule } from '../../rule.ts';

const flowWith = (slug: string): string =>
  `{\n  "slug": "${slug}",\n  "name": "Create a post",\n  "description": "Writes a caption.",\n  "steps": []\n}\n`;

export const flowDuplicateSlug: Rule = {
  name: 'flow/duplicate-slug',
  severity: 'error',
  confidence: 'high',
  fix: undefined,
  since: '0.2.0',
  summary: 'Two files have flows of the same slug.',
  explanation:
    'A slug names one flow. The second file that is pushed overwrites the flow of the first one, and which of them runs is up to chance.',
  bad: {
    isWhole: true,
    text: flowWith('post-create'),
    beside: { 'flows/drafts/post-create.json': flowWith('post-create') },
  },
  good: {
    isWhole: true,
    text: flowWith('post-create'),
    beside: { 'flows/drafts/post-draft.json': flowWith('post-draft') },
  },
};
