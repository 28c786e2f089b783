import { documentRule } from './document-rule.ts';

export const flowSlugFormat = documentRule(
  {
    name: 'flow/slug-format',
    fix: 'unsafe',
    summary: 'The slug cannot be written in an ACTION tag.',
    explanation:
      'A model calls a flow with `[ACTION:slug:{…}]`. A slug is made of `a-z`, `0-9`, `-` and `_`, begins with a letter or digit and has at most 64 characters; a flow with another one can never be called.',
    bad: {
      isWhole: true,
      text: `{
  "slug": "Post: Create",
  "name": "Create a post",
  "description": "Writes a caption.",
  "steps": []
}
`,
    },
    good: {
      isWhole: true,
      text: `{
  "slug": "post-create",
  "name": "Create a post",
  "description": "Writes a caption.",
  "steps": []
}
`,
    },
  },
  {
    label: 'use a-z, 0-9, "-" and "_"',
    fixOf: ({ pointer, meant }) =>
      meant === undefined
        ? undefined
        : { title: `"${meant}"`, safety: 'unsafe', changes: [{ kind: 'replace', pointer, value: meant }] },
  },
);
