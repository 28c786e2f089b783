// Generated from the step types by `npm run generate`. Do not edit.
import type { AnyJson } from '../types/reference.ts';
import type { NamedSteps, Setting } from '../types/setting.ts';

/** Run several lists of steps at the same time. */
export interface ParallelSettings {
  /** Lists of steps by name. Results made inside are visible only in the result of this step. */
  readonly branches: NamedSteps;
  /** How many branches run at the same time. */
  readonly concurrency?: Setting<number> | undefined;
  /** `fail`: the first failure ends the step, and the other branches are stopped. `continue`: a failed branch is `null` in the result. */
  readonly on_branch_error?: Setting<'fail' | 'continue'> | undefined;
}

export type ParallelResult = AnyJson;
