import type { JsonObject } from '../json.ts';
import { isFormat } from './format.ts';
import { shortFormToSchema } from './short-form.ts';

const COUNTS = [
  'total_duration',
  'load_duration',
  'prompt_eval_count',
  'prompt_eval_duration',
  'eval_count',
  'eval_duration',
];

const ANSWER: JsonObject = {
  model: { type: 'string' },
  created_at: { type: 'string', format: 'date-time' },
  response: { type: 'string' },
  thinking: { type: 'string' },
  done: { type: 'boolean' },
  done_reason: { type: 'string' },
  context: { type: 'array', items: { type: 'number' } },
  ...Object.fromEntries(COUNTS.map((name) => [name, { type: 'number' }])),
};

const CHAT_ANSWER: JsonObject = {
  ...ANSWER,
  message: {
    type: 'object',
    properties: { role: { type: 'string' }, content: { type: 'string' }, thinking: { type: 'string' } },
  },
};

/** The JSON Schema of a model's answer, from the written settings: `json` is there only when a format is asked for. */
export function answerType({ format }: JsonObject, isChat: boolean): JsonObject {
  const answer = isChat ? CHAT_ANSWER : ANSWER;
  if (format === undefined) return schemaWith(answer);
  return schemaWith({ ...answer, json: isFormat(format) && format !== 'json' ? shortFormToSchema(format) : {} });
}

function schemaWith(properties: JsonObject): JsonObject {
  return { type: 'object', properties, required: ['model', 'response'], additionalProperties: false };
}
