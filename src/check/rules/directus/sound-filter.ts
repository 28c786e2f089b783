import { isJsonObject, type Json, type JsonObject } from '../../../json.ts';
import { hasReference } from '../../settings/has-reference.ts';
import { isOperator, OPERATORS } from './operators.ts';

const BARE: ReadonlySet<string> = new Set(OPERATORS.map((operator) => operator.slice(1)));
const GROUPS: ReadonlySet<string> = new Set(['_and', '_or']);
const LISTS: ReadonlySet<string> = new Set(['_in', '_nin']);
/** Operators whose values are looked at in more than one way. */
const CLOSELY: ReadonlySet<string> = new Set(['_between', '_nbetween', '_some', '_none', '_and', '_or']);
const FLAGS: ReadonlySet<string> = new Set(['_null', '_nnull', '_empty', '_nempty']);

/**
 * Whether a filter is surely in order as far as its operators and the types of their values go. Nearly every filter is,
 * and this looks without making anything; one that may not be is walked through.
 */
export function isSoundFilter(conditions: JsonObject, isBelowField = false): boolean {
  for (const key in conditions) {
    const value = conditions[key]!;
    const first = key.charCodeAt(0);
    if (first === UNDERSCORE) {
      if (GROUPS.has(key) ? !isSoundGroup(value, isBelowField) : !isBelowField || !isSoundOperand(key, value))
        return false;
    } else if (
      first === DOLLAR ||
      first === EXCLAMATION ||
      (first >= LESS && first <= GREATER) ||
      (isBelowField && BARE.has(key))
    ) {
      return false;
    } else if (value === null || key.charCodeAt(key.length - 1) === CLOSING) {
      return false;
    } else if (isJsonObject(value) && (isEmpty(value) || !isSoundFilter(value, true))) return false;
  }
  return true;
}

function isEmpty(object: JsonObject): boolean {
  for (const _ in object) return false;
  return true;
}

const UNDERSCORE = 95;
const CLOSING = 41;
const DOLLAR = 36;
const EXCLAMATION = 33;
const LESS = 60;
const GREATER = 62;

function isSoundGroup(value: Json, isBelowField: boolean): boolean {
  if (!Array.isArray(value)) return false;
  for (const entry of value) if (!isJsonObject(entry) || !isSoundFilter(entry, isBelowField)) return false;
  return true;
}

function isSoundOperand(operator: string, value: Json): boolean {
  if (!isOperator(operator) || CLOSELY.has(operator)) return false;
  if (LISTS.has(operator)) return Array.isArray(value) ? value.length > 0 : isReference(value);
  if (FLAGS.has(operator)) return typeof value === 'boolean' || isReference(value);
  return typeof value === 'string' || typeof value === 'number';
}

function isReference(value: Json): boolean {
  return typeof value === 'string' && hasReference(value);
}
