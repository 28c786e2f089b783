// Generated from the step types by `npm run generate`. Do not edit.
import type { Setting } from '../types/setting.ts';

/** Open a page in a browser session; a page that cannot be reached or answers with an error fails. */
export interface StagehandNavigateSettings {
  /** The browser session, from the step that opened it: `$session.sessionId`. */
  readonly sessionId: Setting<string>;
  /** The address of the page, http or https. */
  readonly url: Setting<string>;
  /** When the page counts as open: when it is loaded, when its document is there, or when the network is quiet. */
  readonly wait_until?: Setting<'load' | 'domcontentloaded' | 'networkidle'> | undefined;
}

export type StagehandNavigateResult = { url: string; title: string; status: number };
