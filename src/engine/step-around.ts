import type { JsonObject } from '../json.ts';
import type { PortName } from '../ports/index.ts';
import type { Masker } from '../secrets/index.ts';
import type { Effect, StepContext } from '../step.ts';
import type { StepPath } from './events.ts';

/** What a step says to its run while it works, besides its result. */
export type StepTelling = Pick<StepContext, 'progress' | 'warn' | 'useSession'>;

/** One try of one step, about to run. */
export interface StepCall {
  path: StepPath;
  type: string;
  key: string | undefined;
  /** Counted from 1, over the step's retries. */
  attempt: number;
  effect: Effect;
  needs: readonly PortName[];
  /** Whether the step contains steps. */
  isContainer: boolean;
  /** The settings as they are written, references resolved. */
  config: JsonObject;
  signal: AbortSignal;
  /** Says something to the run in the name of the step. */
  tell: StepTelling;
  /** Replaces the secrets that the run knows of when it is asked. */
  masker: Pick<Masker, 'mask'>;
}

/**
 * Stands around every try of every step: answers in its place, or lets it go on with `perform` and sees what comes of it.
 * What it gives is checked like the result of the step itself; what it throws is the failure of that try. The ports that a step
 * needs are opened by `perform`, which tells `heard` what the step says, if it is given, and not the run:
 * `call.tell` passes it on.
 */
export type StepAround = (call: StepCall, perform: (heard?: StepTelling) => Promise<unknown>) => Promise<unknown>;
