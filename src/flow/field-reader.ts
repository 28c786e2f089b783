import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { nearestName } from '../nearest-name.ts';
import { joinPointer } from './json-position.ts';
import type { FieldProblem, FlowRule } from './types.ts';

/** Whether a key takes a value, as far as its kind goes. */
export type Takes = (value: Json) => boolean;

/** The keys of an object, and what each takes. */
export type KnownKeys = ReadonlyMap<string, Takes>;

/** Reads the keys of one object and collects what is wrong with them. A field that is wrong reads as absent. */
export class FieldReader {
  readonly raw: JsonObject;
  readonly pointer: string;
  readonly #problems: FieldProblem[];
  /** Keys as they are written, by those that they stand for: their values count, so that one mistake is reported once. */
  #misspelt: Map<string, string> | undefined;

  constructor(raw: JsonObject, pointer: string, problems: FieldProblem[]) {
    this.raw = raw;
    this.pointer = pointer;
    this.#problems = problems;
  }

  report(rule: FlowRule, message: string, key?: string, more: { target?: 'key'; meant?: string } = {}): void {
    const pointer = key === undefined ? this.pointer : this.pointerOf(key);
    this.#problems.push({ rule, message, pointer, target: 'value', ...more });
  }

  /** The value as it is, also of a key that is misspelt; `undefined` when the key is absent. */
  get(key: string): Json | undefined {
    if (Object.hasOwn(this.raw, key)) return this.raw[key];
    const written = this.#misspelt?.get(key);
    return written === undefined ? undefined : this.raw[written];
  }

  has(key: string): boolean {
    return Object.hasOwn(this.raw, key) || this.#misspelt?.has(key) === true;
  }

  /** The JSON pointer of the key as it is written. */
  pointerOf(key: string): string {
    return joinPointer(this.pointer, this.#misspelt?.get(key) ?? key);
  }

  isMisspelt(written: string): boolean {
    return this.#misspelt !== undefined && [...this.#misspelt.values()].includes(written);
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
    if (!this.has(key)) this.report('flow/missing-key', `"${key}" is missing: ${what}`);
  }

  /**
   * Reports every key that is not among the known ones; it is read as the nearest that takes such a value.
   * `hint` says what else may be meant. Comes before `require`.
   */
  refuseUnknownKeys(known: KnownKeys, of: string, hint?: (key: string) => string | undefined): void {
    for (const key in this.raw) {
      if (known.has(key) || this.isMisspelt(key)) continue;
      const value = this.raw[key]!;
      const candidates = [...known].filter(([name, takes]) => takes(value) && !this.has(name));
      const near = nearestName(
        key,
        candidates.map(([name]) => name),
      );
      if (near === undefined) {
        const advice = hint?.(key) ?? `${of} has ${listKeys(known)}`;
        this.report('flow/unknown-key', `unknown key "${key}"; ${advice}`, key, { target: 'key' });
      } else {
        this.reportMisspelt(key, near);
      }
    }
  }

  /** From now on the value of `written` is read as that of `meant`. */
  reportMisspelt(written: string, meant: string): void {
    const message = `unknown key "${written}"; did you mean "${meant}"?`;
    this.report('flow/unknown-key', message, written, { target: 'key', meant });
    (this.#misspelt ??= new Map()).set(meant, written);
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

function listKeys(known: KnownKeys): string {
  return [...known.keys()].filter((key) => !key.startsWith('$')).join(', ');
}

export const isString = (value: Json): value is string => typeof value === 'string';
const isNonEmptyString = (value: Json): value is string => typeof value === 'string' && value.trim() !== '';
export const isBoolean = (value: Json): value is boolean => typeof value === 'boolean';
export const isInteger = (value: Json): value is number => Number.isSafeInteger(value);
export const isList = (value: Json): value is Json[] => Array.isArray(value);
export const isExpression = (value: Json): value is string | boolean => isBoolean(value) || isNonEmptyString(value);
