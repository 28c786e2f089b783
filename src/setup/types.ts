import type { Json, JsonObject } from '../json.ts';

/** A collection that is wanted, as Directus's snapshots describe it. */
export interface WantedCollection {
  collection: string;
  meta: { note: string; icon: string | null; hidden: boolean };
}

export interface WantedField {
  collection: string;
  field: string;
  type: string;
  meta: {
    special: string[] | null;
    interface: string;
    required: boolean;
    readonly: boolean;
    hidden: boolean;
    sort: number;
  };
  schema: {
    default_value: Json;
    max_length: number | null;
    is_nullable: boolean;
    is_unique: boolean;
    is_primary_key: boolean;
  };
}

export interface WantedRelation {
  collection: string;
  field: string;
  related_collection: string;
  schema: { on_delete: string };
}

export interface WantedSchema {
  collections: readonly WantedCollection[];
  fields: readonly WantedField[];
  relations: readonly WantedRelation[];
}

/** What a Directus has, as its API lists it. */
export interface PresentSchema {
  collections: readonly JsonObject[];
  fields: readonly JsonObject[];
  relations: readonly JsonObject[];
}

/** Something that is there and is not as it is wanted. It is told, never changed. */
export interface Difference {
  collection: string;
  field: string;
  message: string;
}

/** What has to be created. Bodies of requests, as Directus takes them. */
export interface SetupPlan {
  collections: Array<{ collection: string; fields: string[]; body: JsonObject }>;
  fields: Array<{ collection: string; field: string; type: string; body: JsonObject }>;
  relations: Array<{ collection: string; field: string; body: JsonObject }>;
  differences: Difference[];
}
