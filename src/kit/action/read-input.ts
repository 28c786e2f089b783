import { isJsonObject, type Json } from '../../json.ts';
import { ActionInputValidationError } from './action-errors.ts';
import { checkValue } from './check-value.ts';
import { toJson } from './to-json.ts';
import type { ActionDefinition } from './types.ts';

/**
 * What `run` gets as its input: a checked copy, which shares nothing with what was given. An input that is left out is one
 * without keys. `undefined` for an action without a schema. Rejects with `ActionInputValidationError`.
 */
export async function readInput({ name, input: schema }: ActionDefinition, given: unknown): Promise<unknown> {
  const value = detached(name, given);
  if (schema === undefined) {
    const keys = Object.keys(value);
    if (keys.length === 0) return undefined;
    throw new ActionInputValidationError(
      name,
      keys.map((key) => ({ message: 'is unknown: the action takes no input', path: [key] })),
    );
  }
  const checked = await checkValue(schema, value);
  if (checked.issues !== undefined) throw new ActionInputValidationError(name, checked.issues);
  return checked.value;
}

function detached(name: string, given: unknown): object {
  let value: Json;
  try {
    value = given === undefined ? {} : toJson(given, 'it');
  } catch (thrown) {
    throw new ActionInputValidationError(name, [{ message: (thrown as Error).message }]);
  }
  if (isJsonObject(value)) return value;
  throw new ActionInputValidationError(name, [{ message: 'must be an object' }]);
}
