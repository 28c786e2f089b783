import type { Json, JsonObject } from '../json.ts';
import { isSameValue } from './same-value.ts';

/** The order in which the keys of a document are written. Keys that are not listed come behind. */
const KEY_ORDER = ['slug', 'name', 'description', 'active', 'confirm', 'input', 'steps', 'finally', 'output'].concat([
  'output_schema',
  'timeout_ms',
]);

/** Keys for editors and the linter: they stay in the file. */
const EDITOR_KEYS: ReadonlySet<string> = new Set(['$schema', '$lint']);

/**
 * A document as it is compared, kept in a base and sent: keys in the order of the language, without the keys for editors, without
 * keys that hold `null` or what their absence means (`confirm`, `description`), with `active` always.
 */
export function canonicalDocument(document: JsonObject): JsonObject {
  const keys = new Set([...KEY_ORDER, ...Object.keys(document)]);
  const entries: [string, Json][] = [];
  for (const key of keys) {
    const value = meantValue(document, key);
    if (value !== undefined) entries.push([key, value]);
  }
  return Object.fromEntries(entries);
}

/** What a document says under a key; `undefined` when that is nothing, or what its absence says. `active` always says something. */
export function meantValue(document: JsonObject, key: string): Json | undefined {
  const value = Object.hasOwn(document, key) ? (document[key] ?? undefined) : undefined;
  switch (key) {
    case 'active':
      return value ?? true;
    case 'confirm':
      return value === false ? undefined : value;
    case 'description':
      return value === '' ? undefined : value;
    default:
      return EDITOR_KEYS.has(key) ? undefined : value;
  }
}

/** Whether two documents mean the same: the keys for editors, the order of keys and what is left to defaults aside. */
export function isSameDocument(a: JsonObject, b: JsonObject): boolean {
  if (a === b) return true;
  for (const key of Object.keys(a)) if (!isSameUnder(key, a, b)) return false;
  for (const key of Object.keys(b)) if (!Object.hasOwn(a, key) && !isSameUnder(key, a, b)) return false;
  return true;
}

/** The keys of a document that differ, in the order of the language. */
export function changedKeys(before: JsonObject, after: JsonObject): string[] {
  const keys = new Set([...KEY_ORDER, ...Object.keys(after), ...Object.keys(before)]);
  return [...keys].filter((key) => !isSameUnder(key, before, after));
}

/** The columns that a row needs to hold a document: those whose value differs. What a column holds without a value empties it. */
export function columnChanges(row: JsonObject, document: JsonObject): JsonObject {
  const changes = changedKeys(row, document).map(
    (key) => [key, meantValue(document, key) ?? emptyColumn(key)] as const,
  );
  return Object.fromEntries(changes);
}

/** A column may refuse `null` where the language has a default. */
function emptyColumn(key: string): Json {
  if (key === 'confirm') return false;
  return key === 'description' ? '' : null;
}

/** The text of a flow file: the same for the same document, whoever writes it. */
export function flowText(document: JsonObject, editorKeys: JsonObject = {}): string {
  const { $schema, $lint } = editorKeys;
  const whole = {
    ...($schema === undefined ? {} : { $schema }),
    ...canonicalDocument(document),
    ...($lint === undefined ? {} : { $lint }),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** What a file keeps for its editors when its document is replaced. */
export function editorKeysOf(document: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(document).filter(([key]) => EDITOR_KEYS.has(key)));
}

function isSameUnder(key: string, a: JsonObject, b: JsonObject): boolean {
  return isSameValue(meantValue(a, key), meantValue(b, key));
}
