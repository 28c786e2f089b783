import type { Json, JsonObject } from '../json.ts';

/** The keys of a document, in its order, that a column may hold. Key, dates and a project's own columns are not part of it. */
export const FLOW_KEYS: readonly string[] = [
  'slug',
  'name',
  'description',
  'active',
  'confirm',
  'input',
  'steps',
].concat(['finally', 'output', 'output_schema', 'timeout_ms']);

/** Columns that hold any JSON: an installation may have declared them as text. */
export const JSON_KEYS: ReadonlySet<string> = new Set(['input', 'steps', 'finally', 'output', 'output_schema']);

/**
 * A row as a document: columns that hold nothing are left out, columns that an installation does not have likewise. `toValue`
 * says what a column of JSON holds.
 */
export function toFlowDocument(
  row: JsonObject,
  toValue: (column: Json, key: string) => Json = parseIfJson,
): JsonObject {
  const document: JsonObject = {};
  for (const key of FLOW_KEYS) {
    const column = row[key];
    if (column !== undefined && column !== null) document[key] = JSON_KEYS.has(key) ? toValue(column, key) : column;
  }
  return document;
}

/** An `output` may be one reference, `"$post.id"`: text that is not JSON is the value itself. */
export function parseIfJson(column: Json): Json {
  if (typeof column !== 'string') return column;
  try {
    return JSON.parse(column) as Json;
  } catch {
    return column;
  }
}
