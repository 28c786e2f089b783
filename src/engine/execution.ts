import type { Json, JsonObject } from '../json.ts';
import type { ClockPort } from '../ports/index.ts';
import type { Masker } from '../secrets/index.ts';
import type { RawSteps, StepsOutcome, StepType } from '../step.ts';
import type { Emit } from './emitter.ts';
import type { RunWarning, StepPath } from './events.ts';
import type { FlowEnd } from './failures.ts';
import type { PortOpener } from './port-opener.ts';
import type { StepPreparer } from './prepare-steps.ts';
import type { Recorder } from './recorder.ts';
import type { ReleaseStack } from './release-stack.ts';
import type { RunScope } from './run-scope.ts';
import type { StepAround } from './step-around.ts';

/** What to do at a write whose outcome is unknown. */
export type UnknownOutcomeDecision = { decision: 'assume-done'; result?: Json } | { decision: 'again' };

/** Everything that the parts of one run share. */
export interface Execution {
  readonly runId: string;
  readonly context: JsonObject;
  readonly clock: ClockPort;
  readonly masker: Masker;
  readonly emit: Emit;
  readonly recorder: Recorder;
  readonly ports: PortOpener;
  readonly preparer: StepPreparer;
  readonly releases: ReleaseStack;
  readonly runState: Map<string, unknown>;
  readonly warnings: RunWarning[];
  /** Results of finished steps by key, as the report shows them. */
  readonly results: JsonObject;
  readonly maxSteps: number;
  /** How many steps have started. */
  executedSteps: number;
  /** Stops everything that is in flight, `finally` excepted. */
  readonly controller: AbortController;
  /** Set when a `return` step has ended the flow. */
  end: FlowEnd | undefined;
  /** Runs the steps of a setting; handed down because a step runs lists, and a list runs steps. */
  readonly runNested: (path: StepPath, steps: RawSteps, scope: RunScope, signal: AbortSignal) => Promise<StepsOutcome>;
  readonly isStubbed: (stepType: StepType) => boolean;
  readonly around: StepAround | undefined;
  unknownOutcome: UnknownOutcomeDecision | undefined;
}
