import { documentRule } from './document-rule.ts';

export const flowMissingKey = documentRule({
  name: 'flow/missing-key',
  summary: 'A key that the flow or a step cannot do without is not there.',
  explanation: 'A flow has a `slug`, a `name` and `steps`; a step has a `type`; `retry` has `attempts`.',
  bad: { text: '{ "message": "Hello" }' },
  good: { text: '{ "type": "log", "message": "Hello" }' },
});
