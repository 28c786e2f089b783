import { documentRule } from './document-rule.ts';

export const flowKeyFormat = documentRule(
  {
    name: 'flow/key-format',
    fix: 'unsafe',
    summary: 'The `result_key` or `name` of a step is not a name that a reference can have.',
    explanation:
      'References read `$name` or `{{ name }}`, so that the key of a result is made of letters, digits and `_` and does not begin with a digit.',
    bad: { text: '{ "type": "http", "name": "the page", "url": "https://example.com/" }' },
    good: { text: '{ "type": "http", "name": "the_page", "url": "https://example.com/" }' },
  },
  {
    label: 'no reference can name this',
    fixOf: ({ pointer, meant }) =>
      meant === undefined
        ? undefined
        : { title: `"${meant}"`, safety: 'unsafe', changes: [{ kind: 'replace', pointer, value: meant }] },
  },
);
