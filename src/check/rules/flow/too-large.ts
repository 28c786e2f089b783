import { documentRule } from './document-rule.ts';

export const flowTooLarge = documentRule({
  name: 'flow/too-large',
  summary: 'The document is larger than 1 MB.',
  explanation:
    'A flow is read whole before each run and stored in one row of a collection. Data belongs into a collection that the flow reads; a flow of that many steps is better split.',
  bad: { isWhole: true, text: `{ "slug": "post-create", "name": "${'long '.repeat(210_000)}", "steps": [] }` },
  good: { isWhole: true, text: '{ "slug": "post-create", "name": "Create a post", "steps": [] }' },
});
