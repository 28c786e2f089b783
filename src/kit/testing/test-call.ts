import type { StepPath } from '../../engine/index.ts';
import type { JsonObject } from '../../json.ts';

/** One try of one step, as it was asked for. */
export interface TestCall {
  /** The step's result key, else its place: `steps[1].then[0]`. */
  step: string;
  type: string;
  path: StepPath;
  /** Of the loops around it, counted from 0. */
  rounds: readonly number[];
  /** Counted from 1. */
  attempt: number;
  /** The settings with references resolved. */
  config: JsonObject;
}
