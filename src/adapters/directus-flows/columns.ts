import type { Json, JsonObject } from '../../json.ts';
import type { FlowRow, ItemId } from '../../ports/index.ts';
import { JSON_KEYS, parseIfJson, toFlowDocument } from '../flow-document.ts';
import { isSlug } from '../flow-listing.ts';
import type { FlowTable } from './flow-table.ts';

/** A document as a row, or changes of one: each value as its column takes it. */
export function toColumns(document: JsonObject, { textKeys }: FlowTable): JsonObject {
  return Object.fromEntries(
    Object.entries(document).map(([key, value]) => [
      key,
      JSON_KEYS.has(key) ? toColumn(value, textKeys.has(key)) : value,
    ]),
  );
}

/**
 * Directus parses the text that it is given for a column of JSON, and stores what it cannot parse as it is: `"123"` would become
 * a number. A value that is no list and no object therefore goes as JSON text, to a column of text everything.
 */
function toColumn(value: Json, isText: boolean): Json {
  if (value === null) return null;
  return isText || typeof value !== 'object' ? JSON.stringify(value) : value;
}

/** A row as a document. */
export function toDocument(row: JsonObject, { textKeys }: FlowTable): JsonObject {
  const document = toFlowDocument(row, (column, key) => (textKeys.has(key) ? parseIfJson(column) : column));
  // Of a table that Directus did not make, booleans may come as numbers and large integers as text.
  for (const key of ['active', 'confirm']) {
    const value = document[key];
    if (value === 0 || value === 1) document[key] = value === 1;
  }
  const timeout = document['timeout_ms'];
  if (typeof timeout === 'string' && /^\d{1,15}$/.test(timeout)) document['timeout_ms'] = Number(timeout);
  return document;
}

/** `undefined` for a row that is no flow: without a key, or with a slug that none can have. */
export function toFlowRow(row: JsonObject, table: FlowTable): FlowRow | undefined {
  const id = row[table.key];
  const slug = row['slug'];
  if (!isKey(id) || typeof slug !== 'string' || !isSlug(slug)) return undefined;
  return { id, slug, updatedAt: updatedAtOf(row, table), document: toDocument(row, table) };
}

/** A row that was never changed has no time of a change: that is told from a collection without the column. */
export function updatedAtOf(row: JsonObject, { updatedAt }: FlowTable): string | undefined {
  if (updatedAt === undefined) return undefined;
  const value = row[updatedAt];
  return typeof value === 'string' ? value : NEVER;
}

export const NEVER = '';

function isKey(id: Json | undefined): id is ItemId {
  return typeof id === 'string' || typeof id === 'number';
}
