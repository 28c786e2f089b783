import { isJsonObject } from '../../../json.ts';
import type { Rule } from '../../rule.ts';
import { isModelCall } from './is-model-call.ts';

export const ollamaNoOutputLimit: Rule = {
  name: 'ollama/no-output-limit',
  severity: 'off',
  strictSeverity: 'warning',
  confidence: 'medium',
  fix: undefined,
  since: '0.2.0',
  summary: 'A model may answer as long as it likes.',
  explanation:
    'Without `options.num_predict` a small model that repeats itself writes until the time limit of the step stops it. Say how many tokens the answer may have.',
  bad: { text: '{ "type": "ollama_generate", "config": { "model": "dolphin3:8b", "prompt": "Write a caption" } }' },
  good: {
    text: '{ "type": "ollama_generate", "config": { "model": "dolphin3:8b", "prompt": "Write a caption", "options": { "num_predict": 200 } } }',
  },
  step(node, { report }) {
    if (!isModelCall(node)) return;
    const { options } = node.step.config;
    // Options that come from a reference may have it.
    if (options !== undefined && (!isJsonObject(options) || Object.hasOwn(options, 'num_predict'))) return;
    report({
      message: `${node.step.type} has no "options": { "num_predict": … }: the answer has no limit`,
      place: { pointer: `${node.step.pointer}/type` },
      label: 'no limit',
    });
  },
};
