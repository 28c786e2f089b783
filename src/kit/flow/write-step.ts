import { setOwn } from '../../expression/own-property.ts';
import { FLAT_STEP_TYPES, STEP_KEYS } from '../../flow/step-keys.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { FlowDefinitionError } from './definition-error.ts';
import { toCondition, toJson, type JsonContext } from './to-json.ts';
import type { StepEnvelope } from './types/setting.ts';
import type { Dialect } from './write-text.ts';

/** A step as it was given to the builder. */
export interface StepParts {
  type: string;
  /** The name of its result; `null`: it has none. */
  key: string | null;
  settings: object;
  envelope: StepEnvelope;
  /** Names that the steps inside see, such as `item` and `index`. */
  locals?: readonly string[];
}

/** Settings that hold an expression, which is written without braces there. */
export const CONDITION_SETTINGS: Readonly<Record<string, string>> = {
  condition: 'if',
  transform: 'expression',
  'wait-for': 'until',
};

/** Whether the settings of a type stand beside `type`. */
export function isFlat(type: string, dialect: Dialect): boolean {
  return dialect === 2 && FLAT_STEP_TYPES.has(type);
}

/** The step as it stands in the document: type, name, what every step may have, then the settings. */
export function writeStep(
  { type, key }: StepParts,
  envelope: JsonObject,
  settings: JsonObject,
  dialect: Dialect,
): JsonObject {
  const isBeside = isFlat(type, dialect);
  const named = key === null ? {} : isBeside ? { name: key } : { result_key: key };
  if (!isBeside) return { type, ...named, ...envelope, config: settings };
  const taken = Object.keys(settings).find((name) => STEP_KEYS.has(name));
  if (taken !== undefined)
    throw new FlowDefinitionError(`"${taken}" is no setting of ${type}: it belongs behind the settings`);
  const step: JsonObject = { type, ...named, ...envelope };
  for (const [name, value] of Object.entries(settings)) setOwn(step, name, value);
  return step;
}

export function writeSettings(type: string, settings: object, context: JsonContext): JsonObject {
  const written: JsonObject = {};
  for (const [name, value] of Object.entries(settings) as [string, unknown][]) {
    if (value === undefined) continue;
    const isCondition = CONDITION_SETTINGS[type] === name;
    setOwn(written, name, isCondition ? toCondition(value, [name], context) : toJson(value, [name], context));
  }
  return written;
}

/** What every step may have, in the order in which it was given. */
export function writeEnvelope(envelope: StepEnvelope, context: JsonContext): JsonObject {
  const written: JsonObject = {};
  for (const [name, value] of Object.entries(envelope) as [string, unknown][]) {
    if (value === undefined) continue;
    if (name === 'config' || !STEP_KEYS.has(name) || name === 'type' || name === 'name' || name === 'result_key') {
      throw new FlowDefinitionError(`"${name}" is nothing that every step has: settings are given before`);
    }
    written[name] = writeEnvelopeValue(name, value, context);
  }
  return written;
}

function writeEnvelopeValue(name: string, value: unknown, context: JsonContext): Json {
  if (name === 'when') return toCondition(value, [name], context);
  if (name === 'on_error' && typeof value === 'function') return { steps: toJson(value, [name, 'steps'], context) };
  if (name !== 'retry' || !isJsonObject(value) || value['if'] === undefined) return toJson(value, [name], context);
  const retry: JsonObject = {};
  for (const [key, entry] of Object.entries(value) as [string, unknown][]) {
    if (entry === undefined) continue;
    retry[key] = key === 'if' ? toCondition(entry, [name, key], context) : toJson(entry, [name, key], context);
  }
  return retry;
}
