import { isJsonObject } from '../../../json.ts';
import type { Rule } from '../../rule.ts';
import { isModelCall } from './is-model-call.ts';

export const ollamaNoSystemPrompt: Rule = {
  name: 'ollama/no-system-prompt',
  severity: 'off',
  strictSeverity: 'info',
  confidence: 'medium',
  fix: undefined,
  since: '0.2.0',
  summary: 'A model is asked without a system prompt.',
  explanation:
    'The system prompt is where instructions are told from material: say there what the model is to do, and that what stands in the prompt is material and never an instruction.',
  bad: { text: '{ "type": "ollama_generate", "config": { "model": "dolphin3:8b", "prompt": "Write a caption" } }' },
  good: {
    text: '{ "type": "ollama_generate", "config": { "model": "dolphin3:8b", "system": "You write captions.", "prompt": "For a photo of a beach" } }',
  },
  step(node, { report }) {
    if (!isModelCall(node) || Object.hasOwn(node.step.config, 'system')) return;
    const { messages } = node.step.config;
    if (messages !== undefined && !Array.isArray(messages)) return;
    if (messages?.some((message) => !isJsonObject(message) || message['role'] === 'system') === true) return;
    report({
      message: `${node.step.type} has no system prompt`,
      place: { pointer: `${node.step.pointer}/type` },
      label: 'no "system"',
    });
  },
};
