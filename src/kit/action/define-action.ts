import { GenieError } from '../../errors.ts';
import type { Effect } from '../../step.ts';
import { vendorOf } from '../schema/index.ts';
import { actionSlug, actionType } from './action-slug.ts';
import { brand } from './brand.ts';
import { isObjectSchema } from './is-object-schema.ts';
import type { ActionDefinition, ActionInputSchema, ActionOptions, ActionOutputSchema } from './types.ts';

const DEFAULT_TIMEOUT_MS = 120_000;
/** As long as the longest step of our own, `wait-for`, may take. */
const MAX_TIMEOUT_MS = 600_000;

const EFFECTS: ReadonlySet<unknown> = new Set<Effect>(['none', 'read', 'write']);

/**
 * Makes an action: finite behaviour in code, with a contract for what it takes and gives. It is a step type in flows, can be
 * run like a flow, and called by a model's tag.
 *
 * The result is frozen and known by itself. Throws `ACTION_INVALID` for a definition that cannot be one.
 */
export function defineAction<
  Input extends ActionInputSchema | undefined = undefined,
  Output extends ActionOutputSchema | undefined = undefined,
>(options: ActionOptions<Input, Output>): ActionDefinition<Input, Output> {
  if (typeof options !== 'object' || options === null) throw invalid('defineAction() needs an object');
  const { name, description, input, output, effect = 'write', timeoutMs = DEFAULT_TIMEOUT_MS, run, stub } = options;
  requireText('name', name);
  requireText('description', description);
  if (actionSlug(name) === '') {
    throw invalid(
      'defineAction({ name }) must have a letter from a to z or a digit: its slug names the step type and the tag',
    );
  }
  requireSchema('input', input);
  requireSchema('output', output);
  if (input !== undefined && !isObjectSchema(input)) {
    throw invalid('defineAction({ input }) must be the schema of an object, not of a choice or of a plain value');
  }
  requireFunction('run', run);
  if (stub !== undefined) requireFunction('stub', stub);
  if (!EFFECTS.has(effect)) throw invalid('defineAction({ effect }) must be "none", "read" or "write"');
  if (!Number.isInteger(timeoutMs) || timeoutMs < 1 || timeoutMs > MAX_TIMEOUT_MS) {
    throw invalid('defineAction({ timeoutMs }) must be a number of milliseconds from 1 to 600000');
  }
  const action = { type: actionType(name), name, description, input, output, effect, timeoutMs, run, stub };
  return brand(Object.freeze(action)) as unknown as ActionDefinition<Input, Output>;
}

function requireText(key: string, value: unknown): void {
  if (typeof value !== 'string' || value.trim() === '') {
    throw invalid(`defineAction({ ${key} }) must be a text that is not empty`);
  }
}

function requireSchema(key: string, value: unknown): void {
  if (value === undefined) return;
  const vendor = vendorOf(value);
  const makesJsonSchema = vendor !== 'standard' || 'jsonSchema' in (value as ActionOutputSchema)['~standard'];
  if (vendor === undefined || !makesJsonSchema) {
    throw invalid(`defineAction({ ${key} }) must be a schema of Valibot, zod 4 or zod 3`);
  }
}

function requireFunction(key: string, value: unknown): void {
  if (typeof value !== 'function') throw invalid(`defineAction({ ${key} }) must be a function`);
}

function invalid(message: string): GenieError {
  return new GenieError('ACTION_INVALID', message, { isRetryable: false });
}
