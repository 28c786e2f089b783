import { documentRule } from './document-rule.ts';

export const flowRange = documentRule({
  name: 'flow/range',
  summary: 'A number of the flow or of a step is outside of what is allowed.',
  explanation: 'Times are whole milliseconds from 1 up, and at least one try has to be made.',
  bad: { text: '{ "type": "log", "message": "Hello", "retry": { "attempts": 0 } }' },
  good: { text: '{ "type": "log", "message": "Hello", "retry": { "attempts": 3 } }' },
});
