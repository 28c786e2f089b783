import { z } from 'zod';
import { callOf } from '../operations/call-of.ts';
import { chat } from '../operations/chat.ts';
import { generateText } from '../operations/generate-text.ts';
import { jsonValue } from '../operations/json-settings.ts';
import { imagesSetting, messagesSetting, modelSettings, promptSetting } from '../operations/model-settings.ts';
import { OLLAMA_OPERATIONS, ollamaOperation, type OllamaOperation } from '../operations/ollama-operations.ts';
import { stepBehaviours } from '../operations/step-behaviours.ts';
import { stubAnswer, stubChatAnswer } from '../operations/stub-answer.ts';
import { defineStep } from '../step.ts';

const config = () =>
  z.strictObject({
    operation: z
      .enum(OLLAMA_OPERATIONS)
      .meta({
        enumDescriptions: [
          'One prompt, one answer.',
          'A conversation and its next message.',
          'The models that are there.',
        ],
      })
      .optional()
      .describe('What to do. Without it: `chat` when there are `messages`, else `generate`.'),
    prompt: promptSetting.optional(),
    messages: messagesSetting.optional(),
    ...modelSettings,
    images: imagesSetting,
  });

type Settings = z.output<ReturnType<typeof config>>;

export const ollama = defineStep({
  type: 'ollama',
  dialect: 2,
  summary: 'Ask a model with a prompt or a conversation, or list the models that are there.',
  needs: ['model'],
  effect: 'read',
  config,
  result: jsonValue,
  example: { model: 'dolphin-mistral:7b', prompt: 'Analyze this content: {{scrape.content}}' },
  absence: { prompt: 'text', messages: 'text', system: 'text' },
  taint: { source: 'model', sinks: { prompt: 'prompt', messages: 'prompt', system: 'system' } },
  ...stepBehaviours.ollama,
  async run(settings, context) {
    const { operation: _, prompt, messages, images, ...shared } = settings;
    switch (operationOf(settings)) {
      case 'list-models':
        return (await context.ports.model.listModels(callOf(context))).map(({ name, size, modified_at }) => ({
          name,
          size,
          modified_at,
        }));
      case 'chat':
        return chat({ ...shared, messages: messages! }, context);
      case 'generate':
        return generateText({ ...shared, prompt: prompt!, images }, context);
    }
  },
  stub(settings) {
    const { model = 'stub', prompt, messages } = settings;
    const operation = operationOf(settings);
    if (operation === 'list-models') return [{ name: model, size: 0, modified_at: '2026-01-01T00:00:00Z' }];
    return operation === 'chat' ? stubChatAnswer(settings, messages!.at(-1)!.content) : stubAnswer(settings, prompt!);
  },
});

function operationOf(settings: Pick<Settings, 'operation' | 'messages'>): OllamaOperation {
  return ollamaOperation(settings) as OllamaOperation;
}
