import { z } from 'zod';
import { GenieError } from '../../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { sampleOf } from '../../operations/json-schema-sample.ts';
import { defineStep, type StepType } from '../../step.ts';
import { toJsonSchema, type AnySchema } from '../schema/index.ts';
import { runAction } from './run-action.ts';
import { stubAction } from './stub-action.ts';
import type { ActionDefinition } from './types.ts';

/** The setting that holds further keys as one object, where an action keeps keys that its schema does not name. */
export const FURTHER_KEYS = '...';

const NO_INPUT: JsonObject = { type: 'object', properties: {}, additionalProperties: false };

/**
 * An action as a step type: its input is the settings, its output the result.
 * Throws `SCHEMA_EMPTY` and `SCHEMA_UNSUPPORTED` for schemas of which no JSON Schema can be made.
 */
export function actionStep(action: ActionDefinition): StepType {
  const { type, description, effect, timeoutMs, input, output } = action;
  const takes = input === undefined ? NO_INPUT : toJsonSchema(input, 'input');
  return defineStep({
    type,
    summary: description,
    needs: [],
    effect,
    config: passing(settingsOf(takes)),
    result: output === undefined ? z.json() : passing(toJsonSchema(output, 'output')),
    example: sampleOf(takes),
    absence: Object.fromEntries(optionalKeys(takes).map((key) => [key, 'omit'] as const)),
    timeout: { defaultMs: timeoutMs, maxMs: Math.max(timeoutMs, 120_000) },
    run: (config, context) => runAction(action, inputOf(config as JsonObject), context).catch(asFailure),
    stub: (config) => stubAction(action, inputOf(config as JsonObject)),
  });
}

/** Which keys of an input may be left out. */
function optionalKeys({ properties, required }: JsonObject): string[] {
  const names = isJsonObject(properties) ? Object.keys(properties) : [];
  return names.filter((name) => !(Array.isArray(required) && required.includes(name)));
}

/** Whether an input may have keys that its schema does not name, and the action gets them. */
export function keepsFurtherKeys({ additionalProperties }: JsonObject): boolean {
  return additionalProperties !== undefined && additionalProperties !== false;
}

function settingsOf(takes: JsonObject): JsonObject {
  if (!keepsFurtherKeys(takes)) return takes;
  const further = { type: 'object', description: 'Further keys of the input, as one object.' };
  return { ...takes, properties: { ...(takes.properties as JsonObject), [FURTHER_KEYS]: further } };
}

/** Keys that are written out go before those that come along. */
function inputOf({ [FURTHER_KEYS]: further, ...named }: JsonObject): JsonObject {
  return isJsonObject(further) ? { ...further, ...named } : named;
}

/** What the code of an action throws is its failure, not one of this package's own. */
function asFailure(thrown: unknown): never {
  if (thrown instanceof GenieError) throw thrown;
  throw new GenieError('ACTION_FAILED', messageOf(thrown) || 'unknown error', { cause: thrown });
}

function messageOf(thrown: unknown): string {
  try {
    return thrown instanceof Error ? thrown.message : String(thrown);
  } catch {
    // What it throws may have no text, or one that throws itself.
    return '';
  }
}

/** A schema that only describes: actions check what they take and give themselves, with errors of their own. */
function passing(jsonSchema: JsonObject): AnySchema<Json> {
  const converter = { input: () => jsonSchema, output: () => jsonSchema };
  const validate = (value: unknown) => ({ value: value as Json });
  const standard = { version: 1, vendor: 'genie-actions', validate, jsonSchema: converter } as const;
  return { '~standard': standard };
}
