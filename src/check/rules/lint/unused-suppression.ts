import type { Rule } from '../../rule.ts';

export const lintUnusedSuppression: Rule = {
  name: 'lint/unused-suppression',
  severity: 'warning',
  confidence: 'high',
  fix: 'safe',
  isIgnorable: false,
  since: '0.2.0',
  summary: 'A suppression suppresses nothing.',
  explanation:
    'What a suppression was for has been changed, or the finding was never there. If it stays, it hides the next mistake of that kind. A suppression of a rule that is off is left alone.',
  bad: {
    text: `{ "type": "http_request", "$lint": { "sec/ssrf": "the host is fixed" },
  "config": { "url": "https://api.example.com/items" } }`,
  },
  good: {
    text: `{ "type": "http_request", "$lint": { "sec/ssrf": "only admins can run this flow" },
  "config": { "url": "$input.url" } }`,
  },
};
