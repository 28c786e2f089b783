// Generated from the step types by `npm run generate`. Do not edit.
import type { Setting } from '../types/setting.ts';

/** Open a browser session that is logged in with the stored cookies of a creator profile. */
export interface StagehandCookieLoginSettings {
  /** The creator profile whose cookies are used. */
  readonly creator_profile_id: Setting<number | string>;
  /** The platform of the cookies, such as `onlyfans`. */
  readonly platform: Setting<string>;
  /** The page to open once the cookies are set, http or https. */
  readonly url: Setting<string>;
}

export type StagehandCookieLoginResult = { sessionId: string; url: string };
