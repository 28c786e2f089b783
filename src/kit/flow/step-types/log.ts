// Generated from the step types by `npm run generate`. Do not edit.
import type { JsonInput, Setting } from '../types/setting.ts';

/** Say something in the events of the run. */
export interface LogSettings {
  /** What to say. */
  readonly message: Setting<string>;
  /** How much it matters. */
  readonly level?: Setting<'debug' | 'info' | 'warn' | 'error'> | undefined;
  /** Further values, for programs. */
  readonly data?: JsonInput | undefined;
}

export type LogResult = { logged: true };
