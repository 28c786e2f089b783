import type { Rule } from '../../rule.ts';
import { EXAMPLE_FLOW } from './example-flow.ts';

export const promptParamDrift: Rule = {
  name: 'prompt/param-drift',
  severity: 'error',
  confidence: 'high',
  fix: undefined,
  since: '0.2.0',
  summary: 'A system prompt shows other parameters than the flow takes.',
  explanation:
    'A model copies the example that it was shown. Parameters are compared with the `input` schema of the flow or, where there is none, with the names that its steps read from `$input`. `genie-actions prompt` writes examples that fit.',
  bad: {
    isWhole: true,
    file: 'flows/taxonomy-tag.json',
    text: EXAMPLE_FLOW,
    beside: { 'prompts/genie.md': 'Available actions:\n- taxonomy-tag: {"media_id": "uuid"}\n' },
  },
  good: {
    isWhole: true,
    file: 'flows/taxonomy-tag.json',
    text: EXAMPLE_FLOW,
    beside: { 'prompts/genie.md': 'Available actions:\n- taxonomy-tag: {"content_id": "uuid"}\n' },
  },
};
