// Generated from the step types by `npm run generate`. Do not edit.
import type { AnyJson } from '../types/reference.ts';
import type { Dictionary, SchemaInput, Setting } from '../types/setting.ts';

/** Use a browser: open pages, act on them, take data from them. */
export interface StagehandSettings {
  /** What to do. */
  readonly action: Setting<
    'start' | 'navigate' | 'act' | 'extract' | 'observe' | 'screenshot' | 'get-cookies' | 'set-cookies' | 'close'
  >;
  /** The browser session. Without it the run has one of its own, opened at the first use and closed with the run. */
  readonly sessionId?: Setting<string> | undefined;
  /** The settings of the action, the same as those of the step types `stagehand_…`. */
  readonly params?:
    | Setting<{
        readonly sessionId?: Setting<string> | undefined;
        readonly url?: Setting<string> | undefined;
        readonly wait_until?: Setting<'load' | 'domcontentloaded' | 'networkidle'> | undefined;
        readonly action?: Setting<string> | undefined;
        readonly variables?: Setting<Dictionary<Setting<string>>> | undefined;
        readonly selector?: Setting<string> | undefined;
        readonly instruction?: Setting<string> | undefined;
        readonly schema?: SchemaInput | undefined;
        readonly viewport?: Setting<{ readonly width: Setting<number>; readonly height: Setting<number> }> | undefined;
        readonly headers?: Setting<Dictionary<Setting<string>>> | undefined;
        readonly allowed_domains?: Setting<readonly Setting<string>[]> | undefined;
        readonly cookies?:
          | Setting<
              readonly Setting<{
                readonly name: Setting<string>;
                readonly value: Setting<string>;
                readonly domain?: Setting<string> | undefined;
                readonly path?: Setting<string> | undefined;
                readonly url?: Setting<string> | undefined;
                readonly expires?: Setting<number> | undefined;
                readonly httpOnly?: Setting<boolean> | undefined;
                readonly secure?: Setting<boolean> | undefined;
                readonly sameSite?: Setting<'Strict' | 'Lax' | 'None'> | undefined;
              }>[]
            >
          | undefined;
      }>
    | undefined;
}

export type StagehandResult = AnyJson;
