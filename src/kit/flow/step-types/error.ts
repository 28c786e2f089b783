// Generated from the step types by `npm run generate`. Do not edit.
import type { Setting } from '../types/setting.ts';

/** Fail the flow, with a message of its own. */
export interface ErrorSettings {
  /** What the person is told. */
  readonly message: Setting<string>;
  /** A stable name for programs: `PROFILE_NOT_FOUND`. */
  readonly code?: Setting<string> | undefined;
}

export type ErrorResult = never;
