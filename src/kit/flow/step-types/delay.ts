// Generated from the step types by `npm run generate`. Do not edit.
import type { Setting } from '../types/setting.ts';

/** Wait for a number of milliseconds. */
export interface DelaySettings {
  /** How long to wait, in milliseconds. */
  readonly ms: Setting<number>;
}

export type DelayResult = { waited_ms: number };
