// Generated from the step types by `npm run generate`. Do not edit.
import type { AnyJson } from '../types/reference.ts';
import type { SchemaInput, Setting } from '../types/setting.ts';

/** Take data from the page, described in plain words and, better, by a schema. */
export interface StagehandExtractSettings {
  /** The browser session, from the step that opened it: `$session.sessionId`. */
  readonly sessionId: Setting<string>;
  /** What to take from the page, in plain words. */
  readonly instruction: Setting<string>;
  /** The shape of the result: a JSON Schema, or the short form `{ "subscribers": "number" }`. */
  readonly schema?: SchemaInput | undefined;
  /** A CSS selector or XPath: only this part of the page is looked at. */
  readonly selector?: Setting<string> | undefined;
}

export type StagehandExtractResult = AnyJson;
