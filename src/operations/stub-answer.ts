import type { ModelAnswer } from '../ports/index.ts';
import { sampleOf } from './json-schema-sample.ts';
import type { Format } from './format.ts';
import type { ModelSettings } from './model-settings.ts';
import { shortFormToSchema } from './short-form.ts';

/** What a model says in a dry run: with a format a value of that shape, else a text that names the question. */
export function stubAnswer(settings: ModelSettings, question: string): ModelAnswer {
  const { model = 'stub', format } = settings;
  const counts = { done: true, done_reason: 'stop', prompt_eval_count: 0, eval_count: 0, total_duration: 0 };
  if (format === undefined) return { model, response: `Stub answer to: ${question.slice(0, 80)}`, ...counts };
  const json = stubJson(format);
  return { model, response: JSON.stringify(json), ...counts, json };
}

/** The same as the answer in a conversation. */
export function stubChatAnswer(settings: ModelSettings, question: string): ModelAnswer {
  const answer = stubAnswer(settings, question);
  return { ...answer, message: { role: 'assistant', content: answer.response } };
}

function stubJson(format: Format) {
  return format === 'json' ? {} : sampleOf(shortFormToSchema(format));
}
