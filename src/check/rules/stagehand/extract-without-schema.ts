import { isJsonObject } from '../../../json.ts';
import type { StepNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';

export const stagehandExtractWithoutSchema: Rule = {
  name: 'stagehand/extract-without-schema',
  severity: 'off',
  strictSeverity: 'warning',
  confidence: 'medium',
  fix: undefined,
  since: '0.2.0',
  summary: 'Data is taken from a page without saying which.',
  explanation:
    'Without `schema` the result is one text, `content`, in whatever form the model chose. With one it has the fields that you name, is checked, and references to it are too.',
  bad: {
    text: '{ "type": "stagehand", "name": "page", "action": "extract", "params": { "url": "https://example.com/", "instruction": "Extract the title" } }',
  },
  good: {
    text: '{ "type": "stagehand", "name": "page", "action": "extract", "params": { "url": "https://example.com/", "instruction": "Extract the title", "schema": { "title": "string" } } }',
  },
  step(node, { report }) {
    const settings = extractSettings(node);
    if (settings === undefined || Object.hasOwn(settings, 'schema')) return;
    report({
      message: `${node.step.type} has no "schema": the result is one text in any form`,
      place: { pointer: `${node.step.pointer}/type` },
      label: 'no "schema"',
    });
  },
};

/** The settings that say what is taken from the page; `undefined` for steps that take nothing. */
export function extractSettings({ step }: StepNode): object | undefined {
  if (step.type === 'stagehand_extract' || step.type === 'stagehand_extract_cached') return step.config;
  if (step.type !== 'stagehand' || step.config['action'] !== 'extract') return undefined;
  const { params } = step.config;
  return isJsonObject(params) ? params : {};
}
