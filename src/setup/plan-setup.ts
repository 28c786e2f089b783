import type { JsonObject } from '../json.ts';
import { findDifferences } from './find-differences.ts';
import type { PresentSchema, SetupPlan, WantedField, WantedRelation, WantedSchema } from './types.ts';

/** What is missing of the wanted, and what differs. Nothing of it changes or deletes what is there. */
export function planSetup(wanted: WantedSchema, present: PresentSchema): SetupPlan {
  const collections = new Set(present.collections.map(({ collection }) => collection));
  const fields = new Map(present.fields.map((field) => [placeOf(field), field]));
  const relations = new Set(present.relations.map(placeOf));
  const isComing = (name: string) =>
    name.startsWith('directus_') ||
    collections.has(name) ||
    wanted.collections.some(({ collection }) => collection === name);
  const related = new Map(
    wanted.relations.filter(({ related_collection: name }) => isComing(name)).map((each) => [placeOf(each), each]),
  );
  const missing = wanted.fields.filter((field) => !fields.has(placeOf(field)));
  const isNew = ({ collection }: { collection: string }) => !collections.has(collection);
  return {
    collections: wanted.collections.filter(isNew).map(({ collection, meta }) => {
      const own = missing.filter((field) => field.collection === collection);
      const bodies = own.map((field) => fieldBody(field, related, true));
      const { note, icon, hidden } = meta;
      const body: JsonObject = { collection, meta: { note, icon, hidden }, schema: {}, fields: bodies };
      return { collection, fields: own.map(({ field }) => field), body };
    }),
    fields: missing
      // A collection has one key, whatever it is called.
      .filter((field) => !isNew(field) && !field.schema.is_primary_key)
      .map((field) => ({
        collection: field.collection,
        field: field.field,
        type: field.type,
        body: fieldBody(field, related, false),
      })),
    // A relation that somebody left out of a field that is there was left out on purpose.
    relations: [...related.values()]
      .filter((each) => !relations.has(placeOf(each)) && !fields.has(placeOf(each)))
      .map((each) => ({ collection: each.collection, field: each.field, body: relationBody(each) })),
    differences: findDifferences(wanted.fields, fields),
  };
}

export function isEmptyPlan({ collections, fields, relations }: SetupPlan): boolean {
  return collections.length + fields.length + relations.length === 0;
}

function fieldBody(
  field: WantedField,
  related: ReadonlyMap<string, WantedRelation>,
  isInNewCollection: boolean,
): JsonObject {
  const { special, interface: chosen, required, readonly, hidden, sort } = field.meta;
  const { default_value, max_length, is_nullable, is_unique, is_primary_key } = field.schema;
  const isLoose = special?.includes('m2o') === true && !related.has(placeOf(field));
  return {
    field: field.field,
    type: field.type,
    meta: {
      special: isLoose ? null : special,
      interface: isLoose ? 'input' : chosen,
      required,
      readonly,
      hidden,
      sort,
    },
    schema: {
      default_value,
      max_length,
      is_unique,
      is_primary_key,
      // The rows that are there have no value yet; that new ones need one, `required` says.
      is_nullable: is_nullable || !isInNewCollection,
    },
  };
}

function relationBody({ collection, field, related_collection, schema }: WantedRelation): JsonObject {
  return { collection, field, related_collection, schema: { on_delete: schema.on_delete }, meta: { one_field: null } };
}

function placeOf({ collection, field }: { collection?: unknown; field?: unknown }): string {
  return JSON.stringify([collection, field]);
}
