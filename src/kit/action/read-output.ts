import type { Json } from '../../json.ts';
import { ActionOutputSerializationError, ActionOutputValidationError } from './action-errors.ts';
import { checkValue } from './check-value.ts';
import { toJson } from './to-json.ts';
import type { ActionDefinition } from './types.ts';

/**
 * The output of an action from what `run` returned: checked, as a copy that is JSON; `null` when there is no schema and
 * nothing was returned. Rejects with `ActionOutputValidationError` or `ActionOutputSerializationError`.
 */
export async function readOutput({ name, output: schema }: ActionDefinition, returned: unknown): Promise<Json> {
  if (schema === undefined) return returned === undefined ? null : serialized(name, returned);
  const checked = await checkValue(schema, returned);
  if (checked.issues !== undefined) throw new ActionOutputValidationError(name, checked.issues);
  return serialized(name, checked.value);
}

function serialized(name: string, value: unknown): Json {
  try {
    return toJson(value, 'output');
  } catch (thrown) {
    throw new ActionOutputSerializationError(name, thrown instanceof Error ? thrown : new TypeError(String(thrown)));
  }
}
