import type { Rule } from '../../rule.ts';

export const lintSuppressionReason: Rule = {
  name: 'lint/suppression-reason',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  isIgnorable: false,
  since: '0.2.0',
  summary: 'A suppression has no reason, or names a rule that does not exist or cannot be suppressed.',
  explanation:
    '`"$lint": { "rule": "reason" }` on a step or a flow says why a finding is right to be there. The reason is for whoever reads the flow next. Findings that must never be there, such as an identity that a model chose, cannot be suppressed.',
  bad: {
    text: `{ "type": "http_request", "$lint": { "sec/ssrf": "" },
  "config": { "url": "$input.url" } }`,
  },
  good: {
    text: `{ "type": "http_request", "$lint": { "sec/ssrf": "only admins can run this flow" },
  "config": { "url": "$input.url" } }`,
  },
};
