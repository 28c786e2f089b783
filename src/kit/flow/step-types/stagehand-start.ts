// Generated from the step types by `npm run generate`. Do not edit.
import type { Dictionary, Setting } from '../types/setting.ts';

/** Open a browser session. It is closed with the run at the latest. */
export interface StagehandStartSettings {
  /** The size of the page, in pixels. */
  readonly viewport?: Setting<{ readonly width: Setting<number>; readonly height: Setting<number> }> | undefined;
  /** HTTP headers sent with every request of the session. */
  readonly headers?: Setting<Dictionary<Setting<string>>> | undefined;
  /** Host names that pages may come from; `*.example.com` covers subdomains. All without it. */
  readonly allowed_domains?: Setting<readonly Setting<string>[]> | undefined;
}

export type StagehandStartResult = { sessionId: string };
