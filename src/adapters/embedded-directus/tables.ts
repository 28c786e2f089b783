import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../open-database.ts';
import type { Collection, Field, Schema } from './schema.ts';
import type { FieldType } from './snapshot/directus-snapshot.ts';

const COLUMN_TYPES: Record<FieldType, string> = {
  uuid: 'TEXT',
  string: 'TEXT',
  text: 'TEXT',
  integer: 'INTEGER',
  float: 'REAL',
  boolean: 'NUMERIC',
  json: 'TEXT',
  timestamp: 'TEXT',
};

/**
 * Makes the tables of a new store, calls `fill` once for it, and adds what an older store lacks.
 * A store that fits already costs one read.
 */
export function prepareTables(database: DatabaseSync, schema: Schema, fill: () => void): void {
  const fingerprint = fingerprintOf(schema);
  if (readFingerprint(database) === fingerprint) return;
  inTransaction(database, () => {
    const found = readFingerprint(database);
    if (found === fingerprint) return;
    database.exec('CREATE TABLE IF NOT EXISTS store_facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID');
    for (const collection of schema.values()) createOrExtend(database, schema, collection);
    database.prepare("INSERT OR REPLACE INTO store_facts VALUES ('schema', ?)").run(fingerprint);
    if (found === undefined) fill();
  });
}

function readFingerprint(database: DatabaseSync): string | undefined {
  const isStore = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'store_facts'").get() !== undefined;
  if (!isStore) return undefined;
  return database.prepare("SELECT value FROM store_facts WHERE name = 'schema'").get()?.['value'] as string;
}

function fingerprintOf(schema: Schema): string {
  const hash = createHash('sha256');
  for (const collection of schema.values())
    hash.update(tableOf(schema, collection)).update(indexesOf(collection).join());
  return hash.digest('hex');
}

function createOrExtend(database: DatabaseSync, schema: Schema, collection: Collection): void {
  database.exec(tableOf(schema, collection));
  const columns = database.prepare(`PRAGMA table_info(${collection.table})`).all();
  const present = new Set(columns.map((column) => column['name']));
  for (const field of collection.fields.values()) {
    if (!present.has(field.name))
      database.exec(`ALTER TABLE ${collection.table} ADD COLUMN ${columnOf(schema, field)}`);
  }
  for (const index of indexesOf(collection)) database.exec(index);
}

function tableOf(schema: Schema, { table, fields }: Collection): string {
  const columns = [...fields.values()].map((field) => columnOf(schema, field));
  return `CREATE TABLE IF NOT EXISTS ${table} (${columns.join(', ')})`;
}

function columnOf(schema: Schema, field: Field): string {
  const key = field.isPrimaryKey ? ' PRIMARY KEY NOT NULL' : '';
  return `${field.column} ${COLUMN_TYPES[field.type]}${key}${referenceOf(schema, field)}`;
}

/** What happens to a row whose related row is deleted: as the relation of the snapshot says. */
function referenceOf(schema: Schema, { relatedTo, isRequired }: Field): string {
  const related = relatedTo === undefined ? undefined : schema.get(relatedTo);
  if (related === undefined) return '';
  return ` REFERENCES ${related.table}(${related.primaryKey.column}) ON DELETE ${isRequired ? 'NO ACTION' : 'SET NULL'}`;
}

/** Unique fields, and the many-to-one fields that flows look rows up by. */
function indexesOf({ name, table, fields, declaration }: Collection): string[] {
  const unique = new Set(declaration.fields.filter(({ schema }) => schema.is_unique).map(({ field }) => field));
  return [...fields.values()].flatMap((field) => {
    if (field.isPrimaryKey || (field.relatedTo === undefined && !unique.has(field.name))) return [];
    const kind = unique.has(field.name) ? 'UNIQUE INDEX' : 'INDEX';
    return [`CREATE ${kind} IF NOT EXISTS "${name}_by_${field.name}" ON ${table} (${field.column})`];
  });
}
