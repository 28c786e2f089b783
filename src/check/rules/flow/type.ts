import { documentRule } from './document-rule.ts';

export const flowType = documentRule({
  name: 'flow/type',
  summary: 'A key of the flow or of a step has a value of the wrong type.',
  explanation:
    'Keys of the flow and the keys that every step has (`type`, `result_key`, `when`, `retry`, `on_error`, …) take one type of value each; with another one the flow is refused before its first step. The settings of a step have a rule of their own, `type/option`.',
  bad: { text: '{ "type": "log", "message": "Hello", "retry": 3 }' },
  good: { text: '{ "type": "log", "message": "Hello", "retry": { "attempts": 3 } }' },
});
