import { isJsonObject, type Json } from '../../json.ts';
import { resolveMoment } from './now-variable.ts';
import { invalidQuery } from './refusals.ts';
import type { Field } from './schema.ts';
import { isTextual, toIsoMoment } from './values.ts';

/** What the variables of a query stand for. */
export interface QueryVariables {
  /** Milliseconds since 1970, for `$NOW`. */
  now: number;
  /** For `$CURRENT_USER`. */
  userId: string;
}

/** What SQL compares a column with. */
type Comparable = string | number;

/** A filter's value as it is compared with the field's column. Throws `INVALID_QUERY`. */
export function toComparable(field: Field, value: Json, variables: QueryVariables): Comparable {
  if (value === undefined || value === null || typeof value === 'object') {
    throw invalidQuery(`The filter value for "${field.name}" has to be a string, number, or boolean`);
  }
  if (value === '')
    throw invalidQuery(`"${field.name}" cannot be compared with an empty text`, 'Use _empty or _nempty.');
  return toColumnValue(field, value, variables);
}

/** Whether `_null`, `_empty` and their opposites ask for what they say; `null` and an empty text mean yes. */
export function toFlag(field: Field, value: Json): boolean {
  if (value === false || value === 'false') return false;
  if (value === true || value === 'true' || value === null || value === '') return true;
  throw invalidQuery(`The condition on "${field.name}" has to be true or false`);
}

function toColumnValue(field: Field, value: string | number | boolean, variables: QueryVariables): Comparable {
  if (value === '$CURRENT_USER') return variables.userId;
  if (field.type === 'timestamp') return toComparableMoment(field, value, variables.now);
  if (field.type === 'boolean') return toComparableBoolean(value);
  if (isTextual(field)) return String(value);
  const number = Number(value);
  if (Number.isNaN(number)) throw invalidQuery(`"${field.name}" is a number and cannot be compared with "${value}"`);
  return number;
}

/** The values of `_in` and `_between`: a list, or text with commas. Throws `INVALID_QUERY` for an empty one. */
export function toComparableList(field: Field, value: Json, variables: QueryVariables): Comparable[] {
  const values = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [value];
  if (values.length === 0 || isJsonObject(value)) {
    throw invalidQuery(`The filter value for "${field.name}" has to be a list with at least one value`);
  }
  return values.map((entry) => (entry === '' ? entry : toComparable(field, entry, variables)));
}

function toComparableMoment(field: Field, value: string | number | boolean, now: number): string {
  const moment = typeof value === 'string' && value.startsWith('$NOW') ? resolveMoment(value, now) : value;
  const iso = typeof moment === 'boolean' || moment === undefined ? undefined : toIsoMoment(moment);
  if (iso === undefined)
    throw invalidQuery(`The filter value for "${field.name}" has to be a date, not ${JSON.stringify(value)}`);
  return iso;
}

function toComparableBoolean(value: string | number | boolean): Comparable {
  if (value === true || value === 'true' || value === '1') return 1;
  if (value === false || value === 'false' || value === '0') return 0;
  return value;
}
