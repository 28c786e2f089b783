// Generated from the step types by `npm run generate`. Do not edit.
import type { Setting } from '../types/setting.ts';

/** Close a browser session; closing twice is not an error. */
export interface StagehandCloseSettings {
  /** The browser session, from the step that opened it: `$session.sessionId`. */
  readonly sessionId: Setting<string>;
}

export type StagehandCloseResult = { closed: true };
