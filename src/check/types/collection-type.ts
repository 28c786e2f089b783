import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { DirectusSnapshot, SnapshotField } from '../project-facts.ts';
import { ANY, type Field, type Type } from './type.ts';

type CollectionFields = ReadonlyMap<string, SnapshotField>;

/** Types whose result is items of the collection in their settings. */
const ITEM_TYPES: ReadonlySet<string> = new Set([
  'directus_read',
  'directus_search',
  'directus_write',
  'directus_update',
]);
const ITEM_OPERATIONS: ReadonlySet<Json | undefined> = new Set([
  'read-items',
  'read-item',
  'search-items',
  'create-item',
  'update-item',
]);

/** The collection that the result of a step is of, where it is written out. */
export function collectionOf(type: string, config: JsonObject): string | undefined {
  if (!ITEM_TYPES.has(type) && !(type === 'directus' && ITEM_OPERATIONS.has(config['operation']))) return undefined;
  const { collection } = config;
  return typeof collection === 'string' && /^\w+$/.test(collection) ? collection : undefined;
}

/** A query setting of a Directus step: its own, or for `directus` the one in `query`. */
export function querySetting(config: JsonObject, name: string): Json | undefined {
  if (Object.hasOwn(config, name)) return config[name];
  const { query } = config;
  return isJsonObject(query) && Object.hasOwn(query, name) ? query[name] : undefined;
}

/** The fields that a step asks for; `undefined` where that is not written out. */
export function selectedFields(config: JsonObject): string[] | undefined {
  const fields = querySetting(config, 'fields');
  const names = typeof fields === 'string' ? fields.split(',') : fields;
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) return undefined;
  return names.map((name) => name.trim());
}

/** The result of a step with what is known of the collection that it is of. */
export function ofCollection(type: Type, collection: string, config: JsonObject, snapshot?: DirectusSnapshot): Type {
  const selected = selectedFields(config);
  const isTotal = querySetting(config, 'aggregate') !== undefined;
  const fields = isTotal ? undefined : snapshot?.collections.get(collection);
  const narrow = (part: Type): Type => {
    if (part.kind === 'list') return { kind: 'list', item: narrow(part.item), of: collection };
    if (part.kind === 'union') return { kind: 'union', members: part.members.map(narrow) };
    if (part.kind !== 'object') return part;
    if (fields === undefined) return { ...part, of: collection };
    const isAll = part.isOpen && part.fields.size === 0 && (selected === undefined || isPlainWildcard(selected));
    if (isAll && !isWrittenOpen(config, selected)) return { ...wholeItem(fields), of: collection };
    return { ...part, fields: typedFields(part.fields, fields, selected ?? []), of: collection };
  };
  return narrow(type);
}

/** `fields` that is there but not a list of names may ask for anything. */
function isWrittenOpen(config: JsonObject, selected: string[] | undefined): boolean {
  return selected === undefined && querySetting(config, 'fields') !== undefined;
}

function isPlainWildcard(selected: readonly string[]): boolean {
  return selected.length === 1 && selected[0] === '*';
}

interface ItemType {
  readonly kind: 'object';
  readonly fields: ReadonlyMap<string, Field>;
  readonly isOpen: false;
}

const wholeItems = new WeakMap<CollectionFields, ItemType>();

function wholeItem(collection: CollectionFields): ItemType {
  let item = wholeItems.get(collection);
  if (item === undefined) {
    const fields = new Map<string, Field>();
    for (const field of collection.values()) fields.set(field.name, { type: fieldType(field), isOptional: false });
    item = { kind: 'object', fields, isOpen: false };
    wholeItems.set(collection, item);
  }
  return item;
}

function typedFields(
  named: ReadonlyMap<string, Field>,
  collection: CollectionFields,
  selected: readonly string[],
): ReadonlyMap<string, Field> {
  const typed = new Map(named);
  for (const name of named.keys()) {
    const field = collection.get(name);
    // `author.name` makes an object of what is an id otherwise.
    if (field !== undefined && selected.includes(name)) typed.set(name, { type: fieldType(field), isOptional: false });
  }
  return typed;
}

/** Relations are read as ids or as items, as `fields` and `deep` have it. */
function fieldType(field: SnapshotField): Type {
  return field.directusType === 'alias' || field.relatedCollection !== undefined ? ANY : field.type;
}
