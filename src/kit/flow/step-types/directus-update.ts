// Generated from the step types by `npm run generate`. Do not edit.
import type { AnyJson } from '../types/reference.ts';
import type { JsonObjectInput, Setting } from '../types/setting.ts';

/** Change one item, or several in the same way, by primary key. */
export interface DirectusUpdateSettings {
  /** The collection of the item. */
  readonly collection: Setting<string>;
  /** The primary key of the item, or a list of keys. The step fails when one does not exist. */
  readonly id: Setting<number | string | readonly Setting<number | string>[]>;
  /** The fields to change; the others stay as they are. */
  readonly item: Setting<JsonObjectInput>;
  /** The fields of the result: a text with commas or a list. All without it. */
  readonly fields?: Setting<string | readonly Setting<string>[]> | undefined;
}

export type DirectusUpdateResult = AnyJson;
