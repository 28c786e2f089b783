import { z } from 'zod';
import { answerType } from '../operations/answer-type.ts';
import { callOf } from '../operations/call-of.ts';
import { chat } from '../operations/chat.ts';
import { generateText } from '../operations/generate-text.ts';
import { jsonValue } from '../operations/json-settings.ts';
import { imagesSetting, messagesSetting, modelSettings, promptSetting } from '../operations/model-settings.ts';
import { stubAnswer, stubChatAnswer } from '../operations/stub-answer.ts';
import { defineStep } from '../step.ts';

const OPERATIONS = ['generate', 'chat', 'list-models'] as const;

const config = () =>
  z
    .strictObject({
      operation: z
        .enum(OPERATIONS)
        .optional()
        .describe('What to do. Without it: `chat` when there are `messages`, else `generate`.'),
      prompt: promptSetting.optional(),
      messages: messagesSetting.optional(),
      ...modelSettings,
      images: imagesSetting,
    })
    .superRefine((settings, issues) => {
      const operation = operationOf(settings);
      const needed = { generate: 'prompt', chat: 'messages', 'list-models': undefined } as const;
      const other = { generate: 'messages', chat: 'prompt', 'list-models': undefined } as const;
      if (operation !== 'generate' && settings.images !== undefined) {
        issues.addIssue({
          code: 'custom',
          path: ['images'],
          message: `has no meaning for "${operation}"; a message has its own`,
        });
      }
      const isMissing = (name: 'prompt' | 'messages' | undefined) => name !== undefined && settings[name] === undefined;
      if (isMissing(needed[operation])) {
        issues.addIssue({ code: 'custom', path: [needed[operation]!], message: `is required for "${operation}"` });
      }
      if (other[operation] !== undefined && !isMissing(other[operation])) {
        issues.addIssue({ code: 'custom', path: [other[operation]], message: `has no meaning for "${operation}"` });
      }
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
  resultType(settings) {
    const { operation, messages } = settings;
    if (operation === 'list-models') return { type: 'array', items: modelType };
    const isPlain = operation === undefined || operation === 'generate' || operation === 'chat';
    return isPlain
      ? answerType(settings, operation === 'chat' || (operation === undefined && messages !== undefined))
      : undefined;
  },
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

const modelType = {
  type: 'object',
  properties: { name: { type: 'string' }, size: { type: 'number' }, modified_at: { type: 'string' } },
  required: ['name', 'size', 'modified_at'],
};

function operationOf({ operation, messages }: Pick<Settings, 'operation' | 'messages'>): (typeof OPERATIONS)[number] {
  return operation ?? (messages === undefined ? 'generate' : 'chat');
}
