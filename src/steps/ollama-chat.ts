import { z } from 'zod';
import { chat } from '../operations/chat.ts';
import { messagesSetting, modelResult, modelSettings } from '../operations/model-settings.ts';
import { stepBehaviours } from '../operations/step-behaviours.ts';
import { stubChatAnswer } from '../operations/stub-answer.ts';
import { defineStep } from '../step.ts';

export const ollamaChat = defineStep({
  type: 'ollama_chat',
  summary: 'Give a model a conversation and take its next message.',
  needs: ['model'],
  effect: 'read',
  config: () => z.strictObject({ messages: messagesSetting, ...modelSettings }),
  result: modelResult,
  example: {
    model: 'dolphin-mistral:7b',
    messages: [{ role: 'user', content: '$input.fan_message' }],
    system: 'You are helpful.',
  },
  absence: { messages: 'text', system: 'text' },
  taint: { source: 'model', sinks: { messages: 'prompt', system: 'system' } },
  ...stepBehaviours.ollama_chat,
  run: chat,
  stub: (settings) => stubChatAnswer(settings, settings.messages.at(-1)!.content),
});
