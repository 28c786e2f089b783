import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { StepType } from '../step.ts';

/** The example of a step type as it stands in a flow, in the type's own dialect. */
export function exampleStep(stepType: StepType, key?: string): JsonObject {
  const settings = stepType.example as JsonObject;
  const { type } = stepType;
  if (stepType.dialect === 2) return { type, ...(key === undefined ? {} : { name: key }), ...settings };
  return { type, ...(key === undefined ? {} : { result_key: key }), config: settings };
}

/** The example as an editor inserts it, with the cursor on the name of the result. */
export function stepSnippet(stepType: StepType): JsonObject {
  const { type, ...rest } = escapeSnippet(exampleStep(stepType)) as JsonObject;
  const key = stepType.dialect === 2 ? 'name' : 'result_key';
  return { label: stepType.type, description: stepType.summary, body: { type: type!, [key]: '${1:result}', ...rest } };
}

/** In a snippet "$" starts a placeholder and "}" may end one. */
function escapeSnippet(value: Json): Json {
  if (typeof value === 'string') return value.replaceAll(/[\\$}]/g, String.raw`\$&`);
  if (Array.isArray(value)) return value.map(escapeSnippet);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escapeSnippet(inner)]));
}
