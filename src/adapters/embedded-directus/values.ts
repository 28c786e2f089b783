import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { Json } from '../../json.ts';
import { invalidPayload } from './refusals.ts';
import type { Field } from './schema.ts';

/**
 * A value as its column keeps it. As lenient as Directus on SQLite: text in a boolean or a number field is kept as it is,
 * text in a JSON field is taken for JSON. Throws `INVALID_PAYLOAD` for what no column can hold.
 */
export function toStored(field: Field, value: Json): SQLInputValue {
  if (value === null) return null;
  if (field.type === 'json') return typeof value === 'string' ? value : JSON.stringify(value);
  if (typeof value === 'object' && isTextual(field)) return JSON.stringify(value);
  if (typeof value === 'object') throw invalidPayload(`"${field.name}" takes one value, not ${describe(value)}`);
  if (field.type === 'timestamp') return toTimestamp(field, value);
  if (typeof value === 'boolean') return isTextual(field) ? String(value) : Number(value);
  if (typeof value === 'number') return isTextual(field) ? String(value) : toStoredNumber(field, value);
  return value;
}

/** The value as Directus answers with it. */
export function fromStored(field: Field, stored: SQLOutputValue): Json {
  if (stored === null) return null;
  if (field.type === 'json') return parseOrKeep(String(stored));
  if (field.type === 'boolean') return toBoolean(stored as string | number);
  return stored as string | number;
}

/** The moment as Directus writes it, in UTC with milliseconds: the order of such texts is that of time. */
export function toIsoMoment(value: string | number): string | undefined {
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

export function isTextual({ type }: Field): boolean {
  return type === 'string' || type === 'text' || type === 'uuid';
}

function toTimestamp(field: Field, value: string | number | boolean): string {
  const moment = typeof value === 'boolean' || isNoDay(value) ? undefined : toIsoMoment(value);
  if (moment === undefined)
    throw invalidPayload(`"${field.name}" takes a date and time (ISO 8601), not ${JSON.stringify(value)}`);
  return moment;
}

/** JavaScript takes the 30th of February for the 2nd of March. */
function isNoDay(value: string | number): boolean {
  const day = /^(\d{4}-\d{2}-)(\d{2})(?!\d)/.exec(String(value));
  if (day === null) return false;
  const moment = new Date(`${day[1]}${day[2]}T00:00:00Z`);
  return Number.isNaN(moment.getTime()) || moment.getUTCDate() !== Number(day[2]);
}

/** Whole numbers beyond 2^53 would come back as others. */
function toStoredNumber(field: Field, value: number): number {
  if (field.type !== 'float' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw invalidPayload(`${value} is out of range for "${field.name}"`);
  }
  return value;
}

function toBoolean(stored: string | number): Json {
  if (stored === 1 || stored === '1') return true;
  if (stored === 0 || stored === '0') return false;
  return stored === '' ? null : stored;
}

function parseOrKeep(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function describe(value: object): string {
  return Array.isArray(value) ? 'a list' : 'an object';
}
