import { isJsonObject, type JsonObject } from '../../json.ts';
import type { DirectusSnapshot, SnapshotField } from '../project-facts.ts';
import { fieldTypeOf } from './field-type.ts';
import { relatedCollections } from './related-collections.ts';
import { SnapshotReader } from './snapshot-reader.ts';

/** What Directus fills in itself when an item is made. */
const MADE_BY_DIRECTUS: ReadonlySet<string> = new Set([
  'uuid',
  'date-created',
  'date-updated',
  'user-created',
  'user-updated',
  'role-created',
  'role-updated',
]);

/**
 * Reads the JSON of Directus's own `GET /schema/snapshot`, as it is answered (`{ "data": … }`) or as it is exported.
 * `file` is shown in findings. Throws `SNAPSHOT_INVALID`, naming what is not as Directus writes it.
 */
export function readSnapshot(text: string, file: string): DirectusSnapshot {
  const reader = new SnapshotReader(file);
  const root = reader.root(text);
  const related = relatedCollections(reader, root);
  const collections = new Map<string, Map<string, SnapshotField>>();
  for (const [index, entry] of reader.list(root, 'collections').entries()) {
    const place = `collections[${index}]`;
    collections.set(reader.text(reader.object(entry, place), 'collection', place), new Map());
  }
  for (const [index, entry] of reader.list(root, 'fields').entries()) {
    const place = `fields[${index}]`;
    const raw = reader.object(entry, place);
    const collection = reader.text(raw, 'collection', place);
    const field = readField(reader, raw, place, related.get(collection));
    // Of Directus's own collections only the fields are here that a project has added: too few to judge by.
    collections.get(collection)?.set(field.name, field);
  }
  return { file, date: dateIn(root), collections };
}

function readField(
  reader: SnapshotReader,
  raw: JsonObject,
  place: string,
  related: ReadonlyMap<string, string> | undefined,
): SnapshotField {
  const name = reader.text(raw, 'field', place);
  const directusType = reader.text(raw, 'type', place);
  return {
    name,
    directusType,
    type: fieldTypeOf(directusType),
    isRequired: directusType !== 'alias' && isRequired(raw),
    relatedCollection: related?.get(name),
  };
}

function isRequired({ meta, schema }: JsonObject): boolean {
  const { required, special } = isJsonObject(meta) ? meta : ({} as JsonObject);
  if (Array.isArray(special) && special.some((each) => typeof each === 'string' && MADE_BY_DIRECTUS.has(each)))
    return false;
  if (!isJsonObject(schema)) return required === true;
  const hasDefault = schema['default_value'] !== null && schema['default_value'] !== undefined;
  if (hasDefault || schema['has_auto_increment'] === true || schema['is_generated'] === true) return false;
  return required === true || schema['is_nullable'] === false;
}

/** A date that was added to the file; Directus writes none. */
function dateIn({ date }: JsonObject): string | undefined {
  return typeof date === 'string' && /^\d{4}-\d\d-\d\d/.test(date) ? date.slice(0, 10) : undefined;
}
