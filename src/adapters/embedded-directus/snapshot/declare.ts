import type { Json } from '../../../json.ts';
import type {
  DirectusSnapshot,
  FieldType,
  SnapshotCollection,
  SnapshotField,
  SnapshotRelation,
} from './directus-snapshot.ts';

/** A field in short; `declareCollection` writes it out as Directus does. */
export interface FieldDeclaration {
  type: FieldType;
  special?: string[];
  /** The collection whose rows this field names. */
  relatedTo?: string;
  isPrimaryKey?: true;
  isRequired?: true;
  isUnique?: true;
  isHidden?: true;
  defaultValue?: Json;
}

export type DeclaredCollection = Pick<DirectusSnapshot, 'fields' | 'relations'> & { collection: SnapshotCollection };

type Rules = Pick<FieldDeclaration, 'isRequired' | 'isUnique' | 'isHidden' | 'defaultValue'>;

/** A key that Directus makes, a UUID. */
export const uuidKey: FieldDeclaration = { type: 'uuid', special: ['uuid'], isPrimaryKey: true };
export const dateCreated: FieldDeclaration = { type: 'timestamp', special: ['date-created', 'cast-timestamp'] };
export const dateUpdated: FieldDeclaration = { type: 'timestamp', special: ['date-updated', 'cast-timestamp'] };
export const timestamp: FieldDeclaration = { type: 'timestamp', special: ['cast-timestamp'] };

export const string = (rules: Rules = {}): FieldDeclaration => ({ type: 'string', ...rules });
export const text = (rules: Rules = {}): FieldDeclaration => ({ type: 'text', ...rules });
export const integer = (rules: Rules = {}): FieldDeclaration => ({ type: 'integer', ...rules });
export const float = (rules: Rules = {}): FieldDeclaration => ({ type: 'float', ...rules });
export const json = (rules: Rules = {}): FieldDeclaration => ({ type: 'json', special: ['cast-json'], ...rules });
export const boolean = (defaultValue: boolean): FieldDeclaration => ({
  type: 'boolean',
  special: ['cast-boolean'],
  defaultValue,
});
/** A many-to-one field; all keys are UUIDs. */
export const manyToOne = (relatedTo: string, rules: Rules = {}): FieldDeclaration => ({
  type: 'uuid',
  special: ['m2o'],
  relatedTo,
  ...rules,
});

export function declareCollection(
  name: string,
  note: string,
  fields: Record<string, FieldDeclaration>,
): DeclaredCollection {
  const declarations = Object.entries(fields);
  return {
    collection: {
      collection: name,
      meta: { collection: name, note, icon: null, hidden: false, singleton: false },
      schema: { name },
    },
    fields: declarations.map(([field, declaration], index) => toSnapshotField(name, field, declaration, index + 1)),
    relations: declarations.flatMap(([field, declaration]) =>
      declaration.relatedTo === undefined ? [] : [toRelation(name, field, declaration, declaration.relatedTo)],
    ),
  };
}

const DATA_TYPES: Record<FieldType, string> = {
  uuid: 'char',
  string: 'varchar',
  text: 'text',
  integer: 'integer',
  float: 'float',
  boolean: 'boolean',
  json: 'json',
  timestamp: 'datetime',
};

const INTERFACES: Record<FieldType, string> = {
  uuid: 'input',
  string: 'input',
  text: 'input-multiline',
  integer: 'input',
  float: 'input',
  boolean: 'boolean',
  json: 'input-code',
  timestamp: 'datetime',
};

function toSnapshotField(
  collection: string,
  field: string,
  declaration: FieldDeclaration,
  sort: number,
): SnapshotField {
  const { type, special, relatedTo, defaultValue = null } = declaration;
  const isKey = declaration.isPrimaryKey === true;
  const isAutomatic = special?.some((name) => name.startsWith('date-')) ?? false;
  return {
    collection,
    field,
    type,
    meta: {
      collection,
      field,
      special: special ?? null,
      interface: relatedTo === undefined ? INTERFACES[type] : 'select-dropdown-m2o',
      required: declaration.isRequired === true,
      readonly: isKey || isAutomatic,
      hidden: declaration.isHidden === true,
      sort,
    },
    schema: {
      name: field,
      table: collection,
      data_type: DATA_TYPES[type],
      default_value: defaultValue,
      max_length: type === 'uuid' ? 36 : type === 'string' ? 255 : null,
      is_nullable: !isKey && declaration.isRequired !== true,
      is_unique: isKey || declaration.isUnique === true,
      is_primary_key: isKey,
      has_auto_increment: false,
      foreign_key_table: null,
      foreign_key_column: null,
    },
  };
}

function toRelation(
  collection: string,
  field: string,
  { isRequired }: FieldDeclaration,
  relatedTo: string,
): SnapshotRelation {
  return {
    collection,
    field,
    related_collection: relatedTo,
    meta: {
      many_collection: collection,
      many_field: field,
      one_collection: relatedTo,
      one_field: null,
      one_deselect_action: 'nullify',
    },
    schema: {
      table: collection,
      column: field,
      foreign_key_table: relatedTo,
      foreign_key_column: 'id',
      constraint_name: null,
      on_update: 'NO ACTION',
      on_delete: isRequired === true ? 'NO ACTION' : 'SET NULL',
    },
  };
}
