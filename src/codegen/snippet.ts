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
  return { label: stepType.type, description: stepType.summary, body: stepBody(stepType, '${1:result}') };
}

/** The settings of the example, as an editor inserts them. */
export function settingsSnippet({ type, example }: StepType): JsonObject {
  return { label: `settings of ${type}`, body: snippetOf(example as JsonObject) };
}

/** Whole flows, one for each dialect that there are step types of. */
export function flowSnippets(stepTypes: readonly StepType[]): JsonObject[] {
  return ([1, 2] as const).flatMap((dialect) => {
    const first = stepTypes.find((stepType) => stepType.dialect === dialect);
    if (first === undefined) return [];
    const settings = dialect === 1 ? 'settings under "config"' : 'settings beside "type"';
    const body = {
      slug: '${1:my-flow}',
      name: '${2:My flow}',
      description: '${3:What it does, for the model that picks it.}',
      input: { type: 'object', required: ['${4:id}'], properties: { '${4:id}': { type: 'string' } } },
      steps: [stepBody(first, '${5:result}')],
      output: { '${6:value}': '^"\\$${5:result}"' },
    };
    return [{ label: `flow, dialect ${dialect}`, description: `A whole flow; ${settings}.`, body }];
  });
}

function stepBody(stepType: StepType, key: string): JsonObject {
  const { type, ...rest } = snippetOf(exampleStep(stepType)) as JsonObject;
  return { type: type!, [stepType.dialect === 2 ? 'name' : 'result_key']: key, ...rest };
}

/**
 * A value as the body of a snippet. In a snippet "$" starts a placeholder and "}" may end one; editors write texts as JSON
 * before they look for placeholders, so only a text that is JSON already (with "^" before it) can escape them.
 */
function snippetOf(value: Json): Json {
  if (typeof value === 'string') {
    return /[\\$}]/.test(value) ? `^${JSON.stringify(value).replaceAll(/[\\$}]/g, String.raw`\$&`)}` : value;
  }
  if (Array.isArray(value)) return value.map(snippetOf);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, snippetOf(inner)]));
}
