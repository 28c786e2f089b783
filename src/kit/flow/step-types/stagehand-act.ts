// Generated from the step types by `npm run generate`. Do not edit.
import type { Dictionary, Setting } from '../types/setting.ts';

/** Do something on the page, described in plain words: click, type, scroll, select. */
export interface StagehandActSettings {
  /** The browser session, from the step that opened it: `$session.sessionId`. */
  readonly sessionId: Setting<string>;
  /** What to do on the page, in plain words: `click the Stats tab`. */
  readonly action: Setting<string>;
  /** Values for `%name%` in the action. They are typed into the page and never shown to the model. */
  readonly variables?: Setting<Dictionary<Setting<string>>> | undefined;
  /** A CSS selector or XPath: only this part of the page is looked at. */
  readonly selector?: Setting<string> | undefined;
}

export type StagehandActResult = { success: true; message: string; action: string };
