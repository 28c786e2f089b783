import { z } from 'zod';
import { generateText } from '../operations/generate-text.ts';
import { imagesSetting, modelResult, modelSettings, promptSetting } from '../operations/model-settings.ts';
import { stepBehaviours } from '../operations/step-behaviours.ts';
import { stubAnswer } from '../operations/stub-answer.ts';
import { defineStep } from '../step.ts';

export const ollamaGenerate = defineStep({
  type: 'ollama_generate',
  summary: 'Ask a model one thing, without a conversation.',
  needs: ['model'],
  effect: 'read',
  config: () => z.strictObject({ prompt: promptSetting, ...modelSettings, images: imagesSetting }),
  result: modelResult,
  example: {
    model: 'dolphin-mistral:7b',
    prompt: 'Write a caption for: $input.description',
    options: { temperature: 0.9 },
  },
  absence: { prompt: 'text', system: 'text' },
  taint: { source: 'model', sinks: { prompt: 'prompt', system: 'system' } },
  ...stepBehaviours.ollama_generate,
  run: generateText,
  stub: (settings) => stubAnswer(settings, settings.prompt),
});
