import { isJsonObject, type Json, type JsonObject } from '../../../json.ts';
import type { PathLink } from '../../model/texts.ts';
import type { DirectusSnapshot, SnapshotField } from '../../project-facts.ts';
import { fieldCalled, type FieldName } from './field-name.ts';
import { isOperator } from './operators.ts';

/** What the conditions of a filter are about. */
export interface FilterPlace {
  /** `undefined` where it is not known: without a snapshot, and behind relations that can lead to several. */
  readonly collection: string | undefined;
  /** The field whose conditions these are; `undefined` at the top of a filter. */
  readonly field: FieldName | undefined;
  /** What the snapshot says of the field. */
  readonly known: SnapshotField | undefined;
}

export interface FilterVisitor {
  /** A key that begins with `_`, `$` or a sign such as `>` and is no field. */
  operator(name: string, value: Json, link: PathLink, place: FilterPlace): void;
  /** Any other key. */
  field(name: string, value: Json, link: PathLink, place: FilterPlace): void;
}

/** No field begins with one. */
const SIGN = /^[!<=>]/;

const GROUPS: ReadonlySet<string> = new Set(['_and', '_or']);
const QUANTIFIERS: ReadonlySet<string> = new Set(['_some', '_none']);

/** Visits the keys of a Directus filter, through groups and relations. */
export function walkFilter(
  filter: Json | undefined,
  start: { snapshot: DirectusSnapshot | undefined; collection: string | undefined; link: PathLink },
  visitor: FilterVisitor,
): void {
  if (!isJsonObject(filter)) return;
  const place: FilterPlace = { collection: start.collection, field: undefined, known: undefined };
  new FilterWalk(start.snapshot, visitor).conditions(filter, place, start.link);
}

class FilterWalk {
  readonly #snapshot: DirectusSnapshot | undefined;
  readonly #visitor: FilterVisitor;

  constructor(snapshot: DirectusSnapshot | undefined, visitor: FilterVisitor) {
    this.#snapshot = snapshot;
    this.#visitor = visitor;
  }

  conditions(conditions: JsonObject, place: FilterPlace, up: PathLink): void {
    for (const key of Object.keys(conditions)) {
      const value = conditions[key]!;
      const link: PathLink = { up, key };
      if (isSpecial(key) && !this.#isField(key, place)) {
        this.#visitor.operator(key, value, link, place);
        // A misspelt group or quantifier has conditions inside, too.
        if (GROUPS.has(key) || !isOperator(key)) this.#group(value, place, link);
        if ((QUANTIFIERS.has(key) || !isOperator(key)) && isJsonObject(value)) this.conditions(value, place, link);
      } else {
        this.#visitor.field(key, value, link, place);
        if (isJsonObject(value)) this.conditions(value, this.#inside(key, place), link);
      }
    }
  }

  #group(value: Json, place: FilterPlace, up: PathLink): void {
    if (!Array.isArray(value)) return;
    for (const [index, entry] of value.entries()) {
      if (isJsonObject(entry)) this.conditions(entry, place, { up, key: index });
    }
  }

  #inside(key: string, { collection }: FilterPlace): FilterPlace {
    const field = fieldCalled(key);
    if (field.collection !== undefined) return { collection: field.collection, field, known: undefined };
    const known = this.#fieldsOf(collection)?.get(field.name);
    return { collection: known?.relatedCollection, field, known };
  }

  #isField(key: string, { collection }: FilterPlace): boolean {
    return this.#fieldsOf(collection)?.has(key) ?? false;
  }

  #fieldsOf(collection: string | undefined): ReadonlyMap<string, SnapshotField> | undefined {
    return collection === undefined ? undefined : this.#snapshot?.collections.get(collection);
  }
}

/** `$FOLLOW(…)` is a field that the server looks for itself. */
function isSpecial(key: string): boolean {
  return key.startsWith('_') || SIGN.test(key) || (key.startsWith('$') && !key.startsWith('$FOLLOW'));
}
