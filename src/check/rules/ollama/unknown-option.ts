import { joinPointer } from '../../../flow/index.ts';
import { nearestName } from '../../../nearest-name.ts';
import type { Rule } from '../../rule.ts';
import { shortText } from '../../settings/describe-value.ts';
import { FORMER_OPTIONS, MODEL_OPTIONS, writtenOptions } from './model-options.ts';

/** What other services call them. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['max_tokens', 'num_predict'],
  ['max_new_tokens', 'num_predict'],
  ['max_output_tokens', 'num_predict'],
  ['max_completion_tokens', 'num_predict'],
  ['n_predict', 'num_predict'],
  ['n_ctx', 'num_ctx'],
  ['context_length', 'num_ctx'],
  ['temp', 'temperature'],
  ['repetition_penalty', 'repeat_penalty'],
  ['stop_sequences', 'stop'],
  ['topP', 'top_p'],
  ['topK', 'top_k'],
]);

export const ollamaUnknownOption: Rule = {
  name: 'ollama/unknown-option',
  severity: 'warning',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'An option of a model has a name that Ollama does not know, near to one that it does.',
  explanation:
    'Ollama passes over options that it does not know: the model answers as if the option was not there, and nothing is said. Names that nothing is near to are left alone, because new versions bring new options.',
  bad: {
    text: '{ "type": "ollama_generate", "config": { "model": "dolphin3:8b", "prompt": "Write a caption", "options": { "temprature": 0.2 } } }',
  },
  good: {
    text: '{ "type": "ollama_generate", "config": { "model": "dolphin3:8b", "prompt": "Write a caption", "options": { "temperature": 0.2 } } }',
  },
  appliesTo: ({ type }) => type.startsWith('ollama'),
  step(node, { report }) {
    const options = writtenOptions(node);
    if (options === undefined) return;
    let renamed: Set<string> | undefined;
    for (const name in options) {
      if (MODEL_OPTIONS.has(name) || FORMER_OPTIONS.has(name)) continue;
      const near = nearestName(name, MODEL_OPTIONS.keys());
      const meant = OTHER_NAMES.get(name) ?? near;
      if (meant === undefined) continue;
      const pointer = joinPointer(joinPointer(node.settingsPointer, 'options'), name);
      renamed ??= new Set();
      const isTaken = Object.hasOwn(options, meant) || renamed.has(meant);
      renamed.add(meant);
      report({
        message: `Ollama has no option ${shortText(name)}; did you mean "${meant}"?`,
        place: { pointer, at: 'key' },
        label: 'passed over',
        fix: isTaken
          ? undefined
          : {
              title: `rename to "${meant}"`,
              safety: meant === near && isOnlyOne(name, near) ? 'safe' : 'unsafe',
              changes: [{ kind: 'rename-key', pointer, key: meant }],
            },
      });
    }
  },
};

/** `top_q` may be `top_p` or `top_k`. */
function isOnlyOne(name: string, near: string): boolean {
  const others = [...MODEL_OPTIONS.keys()].filter((other) => other !== near);
  return nearestName(name, others) === undefined;
}
