// Generated from the step types by `npm run generate`. Do not edit.
import type { JsonInput } from '../types/setting.ts';

/** End the flow at once, successfully, with an output. */
export interface ReturnSettings {
  /** The flow's output; `null` without it. */
  readonly value?: JsonInput | undefined;
}

export type ReturnResult = never;
