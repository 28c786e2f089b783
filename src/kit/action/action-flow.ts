import type { JsonObject } from '../../json.ts';
import { toJsonSchema } from '../schema/index.ts';
import { FURTHER_KEYS, keepsFurtherKeys } from './action-step.ts';
import { actionSlug } from './action-slug.ts';
import type { ActionDefinition } from './types.ts';

const RESULT_KEY = 'result';

/** The flow that an action is when it is run by itself: one step, whose settings are the parameters. */
export function actionFlow({ name, description, type, input, output }: ActionDefinition): JsonObject {
  const takes = input === undefined ? { type: 'object', properties: {} } : toJsonSchema(input, 'input');
  const config = Object.fromEntries(
    Object.keys((takes.properties ?? {}) as JsonObject).map((key) => [key, parameter(key)]),
  );
  if (keepsFurtherKeys(takes)) config[FURTHER_KEYS] = '$input';
  return {
    slug: actionSlug(name),
    name,
    description,
    // Whoever gets an error of an action never reads in it what was given.
    input: { ...takes, ...(input === undefined ? { additionalProperties: false } : {}), writeOnly: true },
    steps: [{ type, result_key: RESULT_KEY, config }],
    output: `$${RESULT_KEY}`,
    ...(output === undefined ? {} : { output_schema: toJsonSchema(output, 'output') }),
  };
}

function parameter(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? `$input.${key}` : `$input[${JSON.stringify(key)}]`;
}
