// Generated from the step types by `npm run generate`. Do not edit.
import type { AnyJson } from '../types/reference.ts';
import type { JsonObjectInput, Setting } from '../types/setting.ts';

/** Find the items of a Directus collection that contain a text. */
export interface DirectusSearchSettings {
  /** The collection to search. */
  readonly collection: Setting<string>;
  /** The text to look for, in the text fields of the collection. */
  readonly query: Setting<string>;
  /** The fields of each item: a text with commas or a list; `*` for all, `author.name` for related ones. */
  readonly fields?: Setting<string | readonly Setting<string>[]> | undefined;
  /** Which items, as a Directus filter: `{ "status": { "_eq": "draft" } }`. All items without it. */
  readonly filter?: Setting<JsonObjectInput> | undefined;
  /** Fields to sort by: a text with commas or a list; `-date` sorts from last to first. */
  readonly sort?: Setting<string | readonly Setting<string>[]> | undefined;
  /** Items at most; -1 for all. */
  readonly limit?: Setting<number> | undefined;
}

export type DirectusSearchResult = AnyJson[];
