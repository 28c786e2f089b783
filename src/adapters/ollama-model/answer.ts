import type { JsonObject } from '../../json.ts';
import { isJsonObject } from '../../json.ts';
import type { ModelAnswer, ModelCall } from '../../ports/index.ts';
import { endlessAnswer } from './failures.ts';

/** The most that a step's result may hold; a model that repeats itself never stops by itself. */
const MAX_CHARACTERS = 5_000_000;

/**
 * Joins the records of a stream to one answer: the last record's fields, with the whole text as `response`, for a chat also in `message`.
 * `context` is left out: it repeats the conversation as thousands of token numbers, and Ollama gives it up.
 * Stops reading and throws `TOO_LARGE` at an answer without end.
 */
export async function joinAnswer(records: AsyncIterable<object>, call: ModelCall): Promise<ModelAnswer> {
  let text = '';
  let thinking = '';
  let tokens = 0;
  let last: JsonObject = {};
  const message: JsonObject = {};
  let isChat = false;
  for await (const value of records) {
    const record = value as JsonObject;
    const part = isJsonObject(record.message) ? record.message : record;
    const piece = stringOf(part === record ? part.response : part.content);
    text += piece;
    thinking += stringOf(part.thinking);
    if (text.length + thinking.length > MAX_CHARACTERS) throw endlessAnswer(MAX_CHARACTERS);
    if (part !== record) {
      Object.assign(message, part);
      isChat = true;
    }
    if (piece !== '') call.onToken?.(++tokens, piece);
    last = record;
  }
  const { context: _context, ...fields } = last;
  const thought = thinking === '' ? {} : { thinking };
  if (!isChat) return { ...fields, ...thought, model: stringOf(fields.model), response: text };
  return {
    ...fields,
    model: stringOf(fields.model),
    message: { ...message, ...thought, content: text },
    response: text,
  };
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
