import { randomUUID } from 'node:crypto';
import type { SQLInputValue } from 'node:sqlite';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { ItemId } from '../../ports/index.ts';
import { invalidKey, invalidPayload, itemNotFound, valueRequired } from './refusals.ts';
import type { Collection, Field } from './schema.ts';
import type { Store } from './store.ts';
import { isUuid } from './uuid.ts';
import { toIsoMoment, toStored } from './values.ts';

/**
 * Adds a row and returns its key. Fields that the collection does not have are dropped, as Directus drops them.
 * Throws `VALIDATION_FAILED`, `NOT_UNIQUE`, `INVALID_PAYLOAD`.
 */
export function insertRow(store: Store, collection: Collection, item: JsonObject): ItemId {
  if (!isJsonObject(item)) throw invalidPayload('An item has to be an object');
  const fields = [...collection.fields.values()];
  const values = fields.map((field) => {
    const value = newValue(field, Object.hasOwn(item, field.name) ? item[field.name] : undefined, store);
    if (field.isRequired && value === null) throw valueRequired(collection, field.name);
    if (field.isPrimaryKey && !isUuid(value)) throw invalidKey(collection, value);
    return toStored(field, value);
  });
  const columns = fields.map(({ column }) => column).join();
  const sql = `INSERT INTO ${collection.table} (${columns}) VALUES (${fields.map(() => '?').join()})`;
  store.write(collection, sql, values);
  return values[fields.indexOf(collection.primaryKey)] as ItemId;
}

/** Changes a row. Throws `ITEM_NOT_FOUND` and what `insertRow` throws. */
export function updateRow(store: Store, collection: Collection, id: ItemId, changes: JsonObject): void {
  if (!isJsonObject(changes)) throw invalidPayload('Changes have to be an object');
  const assignments: string[] = [];
  const values: SQLInputValue[] = [];
  for (const field of collection.fields.values()) {
    const value = changedValue(field, Object.hasOwn(changes, field.name) ? changes[field.name] : undefined, store);
    if (value === undefined) continue;
    if (field.isPrimaryKey && value !== id) throw invalidPayload('The key of an item cannot be changed');
    if (field.isRequired && value === null) throw valueRequired(collection, field.name);
    assignments.push(`${field.column} = ?`);
    values.push(toStored(field, value));
  }
  const { table, primaryKey } = collection;
  // An assignment of the key to itself finds out whether there is such a row when there is nothing to change.
  const set = assignments.join(', ') || `${primaryKey.column} = ${primaryKey.column}`;
  const changed = store.write(collection, `UPDATE ${table} SET ${set} WHERE ${primaryKey.column} = ?`, [
    ...values,
    String(id),
  ]);
  if (changed === 0) throw itemNotFound(collection, id);
}

/** Removes a row. Throws `ITEM_NOT_FOUND`. */
export function deleteRow(store: Store, collection: Collection, id: ItemId): void {
  const { table, primaryKey } = collection;
  const changed = store.write(collection, `DELETE FROM ${table} WHERE ${primaryKey.column} = ?`, [String(id)]);
  if (changed === 0) throw itemNotFound(collection, id);
}

function newValue(field: Field, given: Json | undefined, store: Store): Json {
  if (field.special.includes('uuid') && (given === undefined || given === null || given === '')) return randomUUID();
  if (field.special.includes('date-created')) return toIsoMoment(store.variables().now) ?? null;
  return given === undefined ? field.defaultValue : given;
}

function changedValue(field: Field, given: Json | undefined, store: Store): Json | undefined {
  if (field.special.includes('date-updated')) return toIsoMoment(store.variables().now) ?? null;
  return given;
}
