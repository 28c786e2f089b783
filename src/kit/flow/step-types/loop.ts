// Generated from the step types by `npm run generate`. Do not edit.
import type { AnyJson } from '../types/reference.ts';
import type { JsonInput, Setting, Steps } from '../types/setting.ts';

/** Run steps for each item of a list. */
export interface LoopSettings {
  /** The list to go through. */
  readonly items: Setting<readonly JsonInput[]>;
  /** Steps that run for each item. They see it as `item`, and its place, counted from 0, as `index`. */
  readonly steps: Steps;
  /** Another name for the item. */
  readonly as?: Setting<string> | undefined;
  /** How many items are worked on at the same time. */
  readonly concurrency?: Setting<number> | undefined;
  /** A longer list fails before the first item. */
  readonly max_items?: Setting<number> | undefined;
  /** `fail`: the first failure ends the step, and rounds that run at the same time are stopped. `continue`: a failed round is `null` in the list. */
  readonly on_item_error?: Setting<'fail' | 'continue'> | undefined;
}

export type LoopResult = AnyJson[];
