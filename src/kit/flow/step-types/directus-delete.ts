// Generated from the step types by `npm run generate`. Do not edit.
import type { Setting } from '../types/setting.ts';

/** Delete one item, or several, by primary key. */
export interface DirectusDeleteSettings {
  /** The collection of the item. */
  readonly collection: Setting<string>;
  /** The primary key of the item, or a list of keys. The step fails when one does not exist. */
  readonly id: Setting<number | string | readonly Setting<number | string>[]>;
}

export type DirectusDeleteResult = { deleted: (string | number)[] };
