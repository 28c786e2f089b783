import type { Json } from '../../json.ts';
import type { DeclaredCollection } from './snapshot/declare.ts';
import type { FieldType, SnapshotField } from './snapshot/directus-snapshot.ts';

/** A field as the store works with it. */
export interface Field {
  name: string;
  /** The name, quoted for SQL. */
  column: string;
  type: FieldType;
  isPrimaryKey: boolean;
  isRequired: boolean;
  defaultValue: Json;
  special: readonly string[];
  /** The collection whose key this many-to-one field holds. */
  relatedTo: string | undefined;
}

export interface Collection {
  name: string;
  /** The name, quoted for SQL. */
  table: string;
  primaryKey: Field;
  fields: ReadonlyMap<string, Field>;
  declaration: DeclaredCollection;
}

export type Schema = ReadonlyMap<string, Collection>;

export function createSchema(declarations: readonly DeclaredCollection[]): Schema {
  return new Map(declarations.map((declaration) => [declaration.collection.collection, toCollection(declaration)]));
}

/** Safe for names of the declarations alone: they hold no quotes. */
export function quote(name: string): string {
  return `"${name}"`;
}

function toCollection(declaration: DeclaredCollection): Collection {
  const name = declaration.collection.collection;
  const related = new Map(declaration.relations.map((relation) => [relation.field, relation.related_collection]));
  const fields = declaration.fields.map((field) => toField(field, related.get(field.field)));
  const primaryKey = fields.find((field) => field.isPrimaryKey);
  if (primaryKey === undefined) throw new TypeError(`The collection ${name} is declared without a primary key`);
  return {
    name,
    table: quote(name),
    primaryKey,
    fields: new Map(fields.map((field) => [field.name, field])),
    declaration,
  };
}

function toField({ field, type, meta, schema }: SnapshotField, relatedTo: string | undefined): Field {
  return {
    name: field,
    column: quote(field),
    type,
    isPrimaryKey: schema.is_primary_key,
    isRequired: meta.required,
    defaultValue: schema.default_value,
    special: meta.special ?? [],
    relatedTo,
  };
}
