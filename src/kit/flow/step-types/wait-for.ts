// Generated from the step types by `npm run generate`. Do not edit.
import type { AnyJson } from '../types/reference.ts';
import type { Condition, Setting, Steps } from '../types/setting.ts';

/** Run steps again and again until something holds. */
export interface WaitForSettings {
  /** Ends the waiting unless it is false, null, 0 or an empty text. It sees the results of the steps. */
  readonly until: Condition;
  /** Steps that run at each poll. Their results are visible in `until` only. */
  readonly steps?: Steps | undefined;
  /** How long to wait between two polls, in milliseconds. */
  readonly interval_ms?: Setting<number> | undefined;
}

export type WaitForResult = { polls: number; waited_ms: number; result: AnyJson };
