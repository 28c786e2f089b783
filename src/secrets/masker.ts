import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { secretForms } from './secret-forms.ts';

/** What stands where a secret stood. */
export const MASK = '•••';

/** Shorter secrets are masked only where they are a whole value: as a part of a text they would hide half of it. */
const MIN_PARTIAL_LENGTH = 5;

/** Replaces secrets by `•••` in whatever leaves a run: events, journal, audits, errors, files. */
export interface Masker {
  /** From now on this value is masked in its plain, URL-encoded, JSON-escaped and base64 forms. */
  add(secret: string): void;
  maskText(text: string): string;
  /** The value itself when there is nothing to mask in it, so that `masked === value` tells. */
  mask<Value extends Json>(value: Value): Value;
}

export function createMasker(secrets: Iterable<string> = []): Masker {
  const whole = new Set<string>();
  const parts = new Set<string>();
  let pattern: RegExp | undefined;

  function add(secret: string): void {
    if (secret === '' || whole.has(secret)) return;
    whole.add(secret);
    if (secret.length < MIN_PARTIAL_LENGTH) return;
    for (const form of secretForms(secret)) parts.add(form);
    const longestFirst = [...parts].sort((a, b) => b.length - a.length);
    pattern = new RegExp(
      longestFirst.map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}-]/g, String.raw`\$&`)).join('|'),
      'g',
    );
  }

  function maskText(text: string): string {
    if (whole.has(text)) return MASK;
    return pattern === undefined ? text : text.replace(pattern, MASK);
  }

  function maskValue(value: Json): Json {
    if (typeof value === 'string') return maskText(value);
    if (Array.isArray(value)) return maskList(value);
    if (isJsonObject(value)) return maskObject(value);
    return whole.has(String(value)) && typeof value === 'number' ? MASK : value;
  }

  function maskList(list: Json[]): Json[] {
    const masked = list.map(maskValue);
    return masked.some((value, index) => value !== list[index]) ? masked : list;
  }

  function maskObject(object: JsonObject): JsonObject {
    const entries = Object.entries(object).map(([key, value]) => [maskText(key), maskValue(value)] as const);
    return entries.some(([key, value]) => !Object.hasOwn(object, key) || object[key] !== value)
      ? Object.fromEntries(entries)
      : object;
  }

  for (const secret of secrets) add(secret);
  return {
    add,
    maskText,
    mask: <Value extends Json>(value: Value) => (whole.size === 0 ? value : maskValue(value)) as Value,
  };
}
