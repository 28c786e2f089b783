import { joinPointer } from '../../../flow/index.ts';
import type { Rule } from '../../rule.ts';
import { shortText } from '../../settings/describe-value.ts';
import { hasReference } from '../../settings/has-reference.ts';

export const ollamaUnpinnedModel: Rule = {
  name: 'ollama/unpinned-model',
  severity: 'warning',
  confidence: 'high',
  fix: undefined,
  since: '0.2.0',
  summary: 'A model is named without a tag, or with the tag `latest`.',
  explanation:
    'Ollama reads a name without a tag as `:latest`, and `latest` is another model after the next `ollama pull`: a flow that worked yesterday answers differently today, and nobody changed it. A tag such as `:7b` or `:7b-instruct-q4_K_M` stays.',
  bad: {
    text: '{ "type": "ollama_generate", "result_key": "c", "config": { "model": "qwen2.5:latest", "prompt": "Say hello." } },\n{ "type": "log", "config": { "message": "$c.response" } }',
  },
  good: {
    text: '{ "type": "ollama_generate", "result_key": "c", "config": { "model": "qwen2.5:7b-instruct", "prompt": "Say hello." } },\n{ "type": "log", "config": { "message": "$c.response" } }',
  },
  appliesTo: ({ type }) => type.startsWith('ollama'),
  step({ step, settingsPointer }, { report }) {
    if (step.type !== 'ollama_generate' && step.type !== 'ollama_chat' && step.type !== 'ollama') return;
    const model = Object.hasOwn(step.config, 'model') ? step.config['model'] : undefined;
    if (typeof model !== 'string' || model === '' || isPinned(model) || hasReference(model)) return;
    report({
      message: `model ${shortText(model)} is not pinned to a version`,
      place: { pointer: joinPointer(settingsPointer, 'model') },
      label: 'another model after the next pull',
      notes: ['write a fixed tag, such as "qwen2.5:7b-instruct"; "ollama list" shows those that are there'],
    });
  },
};

/** `registry.example.com:5000/team/model:tag`: only a colon behind the last slash begins a tag. */
function isPinned(model: string): boolean {
  const name = model.slice(model.lastIndexOf('/') + 1);
  const colon = name.indexOf(':');
  if (name.includes('@sha256')) return true;
  const tag = colon === -1 ? '' : name.slice(colon + 1).trim();
  return tag !== '' && tag.toLowerCase() !== 'latest';
}
