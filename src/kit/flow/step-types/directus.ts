// Generated from the step types by `npm run generate`. Do not edit.
import type { AnyJson } from '../types/reference.ts';
import type { JsonInput, JsonObjectInput, Setting } from '../types/setting.ts';

/** Call one of the 17 tools of the Directus server: items, users, files and flows. */
export interface DirectusSettings {
  /** What to do: one of the tools of the Directus server. */
  readonly operation: Setting<
    | 'list-collections'
    | 'get-collection-schema'
    | 'read-items'
    | 'read-item'
    | 'create-item'
    | 'update-item'
    | 'delete-item'
    | 'search-items'
    | 'get-me'
    | 'list-users'
    | 'get-user'
    | 'update-user'
    | 'create-user'
    | 'list-files'
    | 'get-file'
    | 'list-flows'
    | 'trigger-flow'
  >;
  /** The collection, for operations on items. */
  readonly collection?: Setting<string> | undefined;
  /** The primary key of the item, user or file, or the UUID of the flow. Update and delete also take a list. */
  readonly id?: Setting<number | string | readonly Setting<number | string>[]> | undefined;
  /** The fields of the item or user; for trigger-flow the body of the request. */
  readonly data?: JsonInput | undefined;
  /** For search-items the text to look for; for other operations filter, fields, sort and so on in one object. */
  readonly query?: Setting<string | JsonObjectInput> | undefined;
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

export type DirectusResult = AnyJson;
