// Generated from the step types by `npm run generate`. Do not edit.
import type { AnyJson } from '../types/reference.ts';
import type { JsonObjectInput, Setting } from '../types/setting.ts';

/** Read one item or a list of items from a Directus collection. */
export interface DirectusReadSettings {
  /** The collection to read from. */
  readonly collection: Setting<string>;
  /** The primary key of one item; the step fails when there is none. Not together with `filter`. */
  readonly id?: Setting<number | string> | undefined;
  /** Which items, as a Directus filter: `{ "status": { "_eq": "draft" } }`. All items without it. */
  readonly filter?: Setting<JsonObjectInput> | undefined;
  /** The fields of each item: a text with commas or a list; `*` for all, `author.name` for related ones. */
  readonly fields?: Setting<string | readonly Setting<string>[]> | undefined;
  /** Fields to sort by: a text with commas or a list; `-date` sorts from last to first. */
  readonly sort?: Setting<string | readonly Setting<string>[]> | undefined;
  /** Items at most; -1 for all. Without it what Directus is set up for, usually 100. */
  readonly limit?: Setting<number> | undefined;
  /** How many items to skip. */
  readonly offset?: Setting<number> | undefined;
  /** Only items with this text in one of their text fields. */
  readonly search?: Setting<string> | undefined;
  /** Query settings for related items, as Directus takes them. */
  readonly deep?: Setting<JsonObjectInput> | undefined;
  /** Totals instead of items: `{ "count": "*" }`, `{ "sum": "price" }`. */
  readonly aggregate?: Setting<JsonObjectInput> | undefined;
  /** Fields by which totals are grouped: a text with commas or a list. */
  readonly groupBy?: Setting<string | readonly Setting<string>[]> | undefined;
}

export type DirectusReadResult = AnyJson;
