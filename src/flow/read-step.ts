import { setOwn } from '../expression/own-property.ts';
import { isReservedName } from '../expression/reserved-names.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { nearestName } from '../nearest-name.ts';
import { describe, FieldReader, isString } from './field-reader.ts';
import { readOnError, readRetry } from './read-failure-handling.ts';
import { plainStep } from './plain-step.ts';
import { FLAT_STEP_TYPES, isMisspeltConfig, longestTimeout, RESULT_NAME, STEP_KEYS } from './step-keys.ts';
import type { FieldProblem, Step } from './types.ts';

/**
 * Reads one step of either dialect. Whether its type exists and its settings fit is not looked at.
 * `step` is `undefined` when the value is no object or has no type.
 */
export function readStep(raw: Json, pointer: string): { step: Step | undefined; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  return { step: collectStep(raw, pointer, problems), problems };
}

export interface ReadSteps {
  readonly steps: Step[];
  readonly problems: readonly FieldProblem[];
}

/**
 * Whoever walks a flow comes by the same lists soon again. Documents are never changed. Only of the flow that was read last,
 * and each time in a new map: what a map held before `clear` can survive collections of garbage, and whole documents with it.
 */
let knownLists = new Map<readonly Json[], { pointer: string; read: ReadSteps }>();
const MAX_KNOWN_LISTS = 64;

/** Called with each new flow. */
export function forgetSteps(): void {
  knownLists = new Map();
}

/** Reads a list of steps; those that cannot be read are left out. */
export function readSteps(raw: readonly Json[], pointer: string): ReadSteps {
  const known = knownLists.get(raw);
  if (known?.pointer === pointer) return known.read;
  const problems: FieldProblem[] = [];
  const steps: Step[] = [];
  for (let index = 0; index < raw.length; index++) {
    const entry = raw[index]!;
    const place = `${pointer}/${index}`;
    const step = plainStep(entry, place) ?? collectStep(entry, place, problems);
    if (step !== undefined) steps.push(step);
  }
  const read = { steps, problems };
  if (knownLists.size >= MAX_KNOWN_LISTS) forgetSteps();
  knownLists.set(raw, { pointer, read });
  return read;
}

function collectStep(raw: Json, pointer: string, problems: FieldProblem[]): Step | undefined {
  if (!isJsonObject(raw)) {
    const message = `a step must be an object such as { "type": "delay", "ms": 500 }, not ${describe(raw)}`;
    problems.push({ rule: 'flow/type', message, pointer, target: 'value' });
    return undefined;
  }
  const fields = new FieldReader(raw, pointer, problems);
  const type = readType(fields);
  const isFlat = FLAT_STEP_TYPES.has(type ?? '') && !hasConfig(fields);
  if (type !== undefined && !isFlat) {
    fields.refuseUnknownKeys(
      STEP_KEYS,
      'a step',
      (key) => `the settings of ${type} belong into "config": { "${key}": … }`,
    );
  }
  const step: Step = {
    type: type ?? '',
    key: readKey(fields),
    dialect: isFlat ? 2 : 1,
    description: fields.string('description'),
    when: fields.expression('when'),
    timeoutMs: readTimeout(fields, longestTimeout(type)),
    retry: readRetry(fields, problems),
    onError: readOnError(fields, problems),
    config: isFlat ? flatSettings(fields) : (fields.object('config') ?? {}),
    lint: fields.object('$lint'),
    raw,
    pointer,
  };
  return type === undefined ? undefined : step;
}

/** A longer limit is a mistake of its own: whoever writes it means the step to take that long. */
function readTimeout(fields: FieldReader, maximumMs: number): number | undefined {
  const value = fields.get('timeout_ms');
  if (typeof value !== 'number' || !(value > maximumMs))
    return fields.integer('timeout_ms', 1, maximumMs, 'milliseconds');
  const message = `"timeout_ms" is ${value}, but must be 1 to ${maximumMs} milliseconds`;
  fields.report('time/step-limit', message, 'timeout_ms');
  return undefined;
}

function readType(fields: FieldReader): string | undefined {
  if (Object.hasOwn(fields.raw, 'type')) return fields.nonEmptyString('type');
  const misspelt = Object.keys(fields.raw).find(
    (key) => !STEP_KEYS.has(key) && isString(fields.raw[key]!) && nearestName(key, ['type']) !== undefined,
  );
  if (misspelt === undefined) {
    fields.require('type', 'it names what the step does');
    return undefined;
  }
  fields.reportMisspelt(misspelt, 'type');
  return fields.nonEmptyString('type');
}

/** Also when only its name is misspelt. */
function hasConfig({ raw }: FieldReader): boolean {
  if (Object.hasOwn(raw, 'config')) return true;
  for (const key in raw) if (isMisspeltConfig(key, raw[key]!)) return true;
  return false;
}

function readKey(fields: FieldReader): string | undefined {
  const resultKey = fields.string('result_key');
  const name = fields.string('name');
  if (resultKey !== undefined && name !== undefined && resultKey !== name) {
    fields.report('flow/conflicting-keys', '"result_key" and "name" mean the same; write only one of them', 'name', {
      target: 'key',
    });
  }
  const key = resultKey ?? name;
  if (key === undefined) return undefined;
  const written = resultKey === undefined ? 'name' : 'result_key';
  if (!RESULT_NAME.test(key)) {
    const meant = asIdentifier(key);
    const advice = `use letters, digits and "_", such as "${meant}", so that later steps can write $${meant}`;
    fields.report('flow/key-format', `${written} ${describeKey(key)} is not a name; ${advice}`, written, { meant });
    return undefined;
  }
  if (isReservedName(key)) {
    fields.report(
      'ref/reserved-name',
      `${written} "${key}" is reserved; write "${key}_result" or another name`,
      written,
    );
    return undefined;
  }
  return key;
}

function describeKey(key: string): string {
  return JSON.stringify(key.length > 40 ? `${key.slice(0, 39)}…` : key);
}

function asIdentifier(key: string): string {
  const name = key
    .slice(0, 40)
    .replaceAll(/[^A-Za-z0-9_]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  return /^[A-Za-z]/.test(name) ? name : `result_${name}`.replace(/_$/, '');
}

function flatSettings(fields: FieldReader): JsonObject {
  const settings: JsonObject = {};
  for (const key in fields.raw) {
    if (!STEP_KEYS.has(key) && !fields.isMisspelt(key)) setOwn(settings, key, fields.raw[key]!);
  }
  return settings;
}
