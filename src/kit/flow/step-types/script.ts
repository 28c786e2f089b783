// Generated from the step types by `npm run generate`. Do not edit.
import type { AnyJson } from '../types/reference.ts';
import type { JsonInput, Setting } from '../types/setting.ts';

/** Run JavaScript that sees nothing but its arguments: no files, network, processes or timers. */
export interface ScriptSettings {
  /** The body of a JavaScript function with one parameter, `args`. Its `return` is the result. `$name` is a reference here, too: write `$$name` for a variable. */
  readonly code: Setting<string>;
  /** What the code finds in `args`. Hand values over here; do not write references into the code. */
  readonly args?: JsonInput | undefined;
  /** How much memory it may use, in megabytes. */
  readonly memory_mb?: Setting<number> | undefined;
}

export type ScriptResult = AnyJson;
