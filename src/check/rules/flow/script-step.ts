import type { Rule } from '../../rule.ts';

export const flowScriptStep: Rule = {
  name: 'flow/script-step',
  severity: 'off',
  strictSeverity: 'info',
  confidence: 'high',
  fix: undefined,
  since: '0.2.0',
  summary: 'A step runs JavaScript.',
  explanation:
    'A script is sandboxed, but nothing is known of what it makes: types and references end there. `transform` with an expression or a JSONPath is checked, and enough for most of what scripts are written for.',
  bad: { text: '{ "type": "script", "name": "total", "code": "return args.a + args.b", "args": { "a": 1, "b": 2 } }' },
  good: { text: '{ "type": "transform", "name": "total", "expression": "params.a + params.b" }' },
  step({ step }, { report }) {
    if (step.type !== 'script') return;
    report({
      message: 'a script step: nothing is known of what it makes',
      place: { pointer: `${step.pointer}/type` },
      notes: ['"transform" with "expression" or "jsonpath" is checked'],
    });
  },
};
