import type { Json } from '../../../json.ts';

/** A Directus schema snapshot (`directus schema snapshot`), version 1, as far as collections are declared by it. */
export interface DirectusSnapshot {
  version: 1;
  directus: string;
  vendor: 'sqlite';
  collections: SnapshotCollection[];
  fields: SnapshotField[];
  systemFields: [];
  relations: SnapshotRelation[];
}

export interface SnapshotCollection {
  collection: string;
  meta: { collection: string; note: string; icon: string | null; hidden: boolean; singleton: false };
  schema: { name: string };
}

export type FieldType = 'uuid' | 'string' | 'text' | 'integer' | 'float' | 'boolean' | 'json' | 'timestamp';

export interface SnapshotField {
  collection: string;
  field: string;
  type: FieldType;
  meta: {
    collection: string;
    field: string;
    special: string[] | null;
    interface: string;
    required: boolean;
    readonly: boolean;
    hidden: boolean;
    sort: number;
  };
  schema: {
    name: string;
    table: string;
    data_type: string;
    default_value: Json;
    max_length: number | null;
    is_nullable: boolean;
    is_unique: boolean;
    is_primary_key: boolean;
    has_auto_increment: false;
    foreign_key_table: null;
    foreign_key_column: null;
  };
}

/** A many-to-one field, with its foreign key: Directus makes one for every relation, so deletions have to be decided here. */
export interface SnapshotRelation {
  collection: string;
  field: string;
  related_collection: string;
  meta: {
    many_collection: string;
    many_field: string;
    one_collection: string;
    one_field: null;
    one_deselect_action: 'nullify';
  };
  schema: {
    table: string;
    column: string;
    foreign_key_table: string;
    foreign_key_column: 'id';
    constraint_name: null;
    on_update: 'NO ACTION';
    /** A row that may be without the related one outlives it; one that may not keeps it from being deleted. */
    on_delete: 'SET NULL' | 'NO ACTION';
  };
}
