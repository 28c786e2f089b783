import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { nearestName } from '../nearest-name.ts';
import { joinPointer } from './json-position.ts';
import type { FieldProblem, FlowRule } from './types.ts';

/** Reads the keys of one object and collects what is wrong with them. A field that is wrong reads as absent. */
export class FieldReader {
  readonly raw: JsonObject;
  readonly pointer: string;
  readonly #problems: FieldProblem[];
  /** Keys that a misspelt one stands for: they are not reported as missing as well. */
  #misspelt: Set<string> | undefined;

  constructor(raw: JsonObject, pointer: string, problems: FieldProblem[]) {
    this.raw = raw;
    this.pointer = pointer;
    this.#problems = problems;
  }

  report(rule: FlowRule, message: string, key?: string, target: 'value' | 'key' = 'value'): void {
    const pointer = key === undefined ? this.pointer : joinPointer(this.pointer, key);
    this.#problems.push({ rule, message, pointer, target });
  }

  /** The value as it is; `undefined` when the key is absent. */
  get(key: string): Json | undefined {
    return Object.hasOwn(this.raw, key) ? this.raw[key] : undefined;
  }

  string(key: string): string | undefined {
    return this.#read(key, isString, 'a string');
  }

  nonEmptyString(key: string): string | undefined {
    return this.#read(key, isNonEmptyString, 'a string that is not empty');
  }

  boolean(key: string): boolean | undefined {
    return this.#read(key, isBoolean, 'true or false');
  }

  object(key: string): JsonObject | undefined {
    return this.#read(key, isJsonObject, 'an object');
  }

  list(key: string, of: string): Json[] | undefined {
    return this.#read(key, isList, `a list of ${of}`);
  }

  /** An expression: text, or `true` and `false` themselves. */
  expression(key: string): string | undefined {
    const value = this.#read(key, isExpression, 'an expression such as "size(posts) > 3"');
    return value === undefined ? undefined : String(value);
  }

  oneOf<Name extends string>(key: string, names: readonly Name[]): Name | undefined {
    const isName = (value: Json): value is Name => names.some((name) => name === value);
    return this.#read(key, isName, names.map((name) => `"${name}"`).join(' or '));
  }

  /** A whole number within limits, both included. */
  integer(key: string, minimum: number, maximum: number, unit = ''): number | undefined {
    const value = this.#read(key, isInteger, unit === '' ? 'a whole number' : `a whole number of ${unit}`);
    if (value === undefined || (value >= minimum && value <= maximum)) return value;
    const limits = maximum === Number.MAX_SAFE_INTEGER ? `at least ${minimum}` : `${minimum} to ${maximum}`;
    this.report('flow/range', `"${key}" is ${value}, but must be ${limits} ${unit}`.trimEnd(), key);
    return undefined;
  }

  require(key: string, what: string): void {
    if (!Object.hasOwn(this.raw, key) && this.#misspelt?.has(key) !== true)
      this.report('flow/missing-key', `"${key}" is missing: ${what}`);
  }

  /** Reports every key that is not among the known ones; `hint` says what else may be meant. Comes before `require`. */
  refuseUnknownKeys(known: ReadonlySet<string>, of: string, hint?: (key: string) => string | undefined): void {
    for (const key of Object.keys(this.raw)) {
      if (known.has(key)) continue;
      const near = nearestName(key, known);
      if (near !== undefined) (this.#misspelt ??= new Set()).add(near);
      const advice = near === undefined ? (hint?.(key) ?? `${of} has ${listKeys(known)}`) : `did you mean "${near}"?`;
      this.report('flow/unknown-key', `unknown key "${key}"; ${advice}`, key, 'key');
    }
  }

  #read<Value extends Json>(key: string, is: (value: Json) => value is Value, expected: string): Value | undefined {
    const value = this.get(key);
    if (value === undefined || is(value)) return value;
    this.report('flow/type', `"${key}" must be ${expected}, not ${describe(value)}`, key);
    return undefined;
  }
}

/** What kind of value it is, for messages. */
export function describe(value: Json): string {
  if (value === null) return 'null';
  if (value === '') return 'an empty string';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return value.length > 30 ? 'a string' : `the string ${JSON.stringify(value)}`;
  return typeof value === 'number' ? `the number ${value}` : String(value);
}

function listKeys(keys: ReadonlySet<string>): string {
  return [...keys].filter((key) => !key.startsWith('$')).join(', ');
}

const isString = (value: Json): value is string => typeof value === 'string';
const isNonEmptyString = (value: Json): value is string => typeof value === 'string' && value.trim() !== '';
const isBoolean = (value: Json): value is boolean => typeof value === 'boolean';
const isInteger = (value: Json): value is number => Number.isSafeInteger(value);
const isList = (value: Json): value is Json[] => Array.isArray(value);
const isExpression = (value: Json): value is string | boolean => isBoolean(value) || isNonEmptyString(value);
