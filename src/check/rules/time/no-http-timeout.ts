import type { Rule } from '../../rule.ts';

export const timeNoHttpTimeout: Rule = {
  name: 'time/no-http-timeout',
  severity: 'off',
  strictSeverity: 'warning',
  confidence: 'medium',
  fix: 'unsafe',
  since: '0.2.0',
  summary: 'A request has no time limit of its own.',
  explanation:
    'Without `timeout_ms` a server that does not answer holds the flow for two minutes, and a retry for two more. Most services answer within seconds or not at all.',
  bad: { text: '{ "type": "http_request", "config": { "url": "https://api.example.com/" } }' },
  good: { text: '{ "type": "http_request", "timeout_ms": 20000, "config": { "url": "https://api.example.com/" } }' },
  step({ step, facts }, { report }) {
    if (facts?.needs.includes('http') !== true || Object.hasOwn(step.raw, 'timeout_ms')) return;
    report({
      message: `${step.type} has no "timeout_ms"; a server that does not answer holds the flow for 120 s`,
      place: { pointer: `${step.pointer}/type` },
      label: 'no "timeout_ms"',
      fix: {
        title: 'add "timeout_ms": 30000',
        safety: 'unsafe',
        changes: [{ kind: 'add-property', pointer: step.pointer, key: 'timeout_ms', value: 30_000 }],
      },
    });
  },
};
