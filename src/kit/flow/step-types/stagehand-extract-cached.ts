// Generated from the step types by `npm run generate`. Do not edit.
import type { AnyJson } from '../types/reference.ts';
import type { SchemaInput, Setting } from '../types/setting.ts';

/** Take data from a page, or from the cache when the same was taken a short while ago. */
export interface StagehandExtractCachedSettings {
  /** The browser session, from the step that opened it: `$session.sessionId`. */
  readonly sessionId: Setting<string>;
  /** The page. Opened when the cache has nothing and the session is elsewhere. The page opened last without it. */
  readonly url?: Setting<string> | undefined;
  /** What to take from the page, in plain words. */
  readonly instruction: Setting<string>;
  /** The shape of the result: a JSON Schema, or the short form `{ "subscribers": "number" }`. */
  readonly schema?: SchemaInput | undefined;
  /** A CSS selector or XPath: only this part of the page is looked at. */
  readonly selector?: Setting<string> | undefined;
  /** How long the result may be used again, in milliseconds. */
  readonly ttl_ms?: Setting<number> | undefined;
}

export type StagehandExtractCachedResult = AnyJson;
