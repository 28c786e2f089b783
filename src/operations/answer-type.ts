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

/** The JSON Schema of a model's answer, from the written settings: `json` is there only when a format is asked for. */
export function answerType(config: JsonObject, isChat: boolean): JsonObject {
  const message = {
    type: 'object',
    properties: { role: { type: 'string' }, content: { type: 'string' }, thinking: { type: 'string' } },
  };
  const properties: JsonObject = {
    model: { type: 'string' },
    created_at: { type: 'string', format: 'date-time' },
    response: { type: 'string' },
    thinking: { type: 'string' },
    done: { type: 'boolean' },
    done_reason: { type: 'string' },
    context: { type: 'array', items: { type: 'number' } },
    ...Object.fromEntries(COUNTS.map((name) => [name, { type: 'number' }])),
    ...(isChat ? { message } : {}),
  };
  if (config.format !== undefined) {
    properties.json = isFormat(config.format) && config.format !== 'json' ? shortFormToSchema(config.format) : {};
  }
  return { type: 'object', properties, required: ['model', 'response'], additionalProperties: false };
}
