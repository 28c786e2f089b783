import { hash } from 'node:crypto';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { SyncBase } from '../../ports/index.ts';

/** The version of the form. A newer one is not read. */
export const BASE_VERSION = 1;

/** A base as it stands in its file. */
export interface StoredBase extends SyncBase {
  version: typeof BASE_VERSION;
  /** Of the server that it was made for. */
  address: string;
}

/** The same bytes for the same base, whatever the order of its keys. */
export function baseText(base: SyncBase, address: string): string {
  const { slug, isHeldInactive, document } = base;
  const stored: StoredBase = { version: BASE_VERSION, address, slug, isHeldInactive, document: sortKeys(document) };
  return `${JSON.stringify({ ...stored, checksum: checksumOf(stored) }, null, 2)}\n`;
}

/** Of the value and not of the bytes: who formats the file has not changed the base. */
export function isChecksumOf(checksum: unknown, stored: StoredBase): boolean {
  // As it was written, its keys are sorted already.
  return checksum === checksumOf(stored) || checksum === checksumOf({ ...stored, document: sortKeys(stored.document) });
}

/** `document` has sorted keys. */
function checksumOf({ version, address, slug, isHeldInactive, document }: StoredBase): string {
  const text = JSON.stringify({ version, address, slug, isHeldInactive, document });
  return `sha256-${hash('sha256', text)}`;
}

function sortKeys(value: JsonObject): JsonObject {
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  // Not by assignment: a key may be `__proto__`.
  return Object.fromEntries(entries.map(([key, item]) => [key, sortAll(item)]));
}

function sortAll(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => sortAll(item));
  return isJsonObject(value) ? sortKeys(value) : value;
}
