// Generated from the step types by `npm run generate`. Do not edit.
import type { AnyJson } from '../types/reference.ts';
import type { JsonObjectInput, Setting } from '../types/setting.ts';

/** Create one item, or several at once, in a Directus collection. */
export interface DirectusWriteSettings {
  /** The collection that gets the item. */
  readonly collection: Setting<string>;
  /** The fields of the new item; a list of such objects creates several, all or none. */
  readonly item: Setting<JsonObjectInput | readonly Setting<JsonObjectInput>[]>;
  /** The fields of the result: a text with commas or a list. All without it. */
  readonly fields?: Setting<string | readonly Setting<string>[]> | undefined;
}

export type DirectusWriteResult = AnyJson;
