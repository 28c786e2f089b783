import type { Rule } from '../../rule.ts';
import { EXAMPLE_FLOW } from './example-flow.ts';

export const promptUnknownAction: Rule = {
  name: 'prompt/unknown-action',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A system prompt offers an action that no active flow has.',
  explanation:
    'The model writes the tag that it was taught, and the user gets an error instead of an answer. `genie-actions prompt` writes the list of actions from the flows that there are.',
  bad: {
    isWhole: true,
    file: 'flows/taxonomy-tag.json',
    text: EXAMPLE_FLOW,
    beside: { 'prompts/genie.md': 'Available actions:\n- taxonomy-tags: {"content_id": "uuid"}\n' },
  },
  good: {
    isWhole: true,
    file: 'flows/taxonomy-tag.json',
    text: EXAMPLE_FLOW,
    beside: { 'prompts/genie.md': 'Available actions:\n- taxonomy-tag: {"content_id": "uuid"}\n' },
  },
};
