import { isJsonObject, type JsonObject } from '../json.ts';
import { shortFormProblem, shortFormToSchema } from './short-form.ts';

/** The JSON Schema of what an extraction gives, from its written settings. */
export function extractType({ schema }: JsonObject): JsonObject | undefined {
  if (schema === undefined) return { type: 'object', properties: { content: {} }, required: ['content'] };
  return isJsonObject(schema) && shortFormProblem(schema) === undefined ? shortFormToSchema(schema) : undefined;
}
