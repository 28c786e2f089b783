import type { Json, JsonObject } from '../json.ts';
import type { ClockPort } from '../ports/index.ts';
import type { Masker } from '../secrets/index.ts';
import type { Flow } from '../flow/index.ts';
import type { ChildScope, RawSteps, StepsOutcome, StepType } from '../step.ts';
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

/** Finds a flow that a step runs from code, checks it and its parameters. Rejects with a `GenieError` that says why it may not run. */
export type AdmitFlow = (
  slug: string,
  params: JsonObject,
  signal: AbortSignal,
) => Promise<{ flow: Flow; preparer: StepPreparer; input: Json }>;

/** Everything that the parts of one run share. */
export interface Execution {
  readonly runId: string;
  readonly context: JsonObject;
  /** `$env`. */
  readonly env: Readonly<Record<string, string>>;
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
  /** Opens the scope in which a step runs steps and flows from code; handed down for the same reason. */
  readonly openScope: (path: StepPath, signal: AbortSignal) => ChildScope;
  readonly admitFlow: AdmitFlow;
  /** How many flows stand around what runs here. */
  readonly depth: number;
  readonly isStubbed: (stepType: StepType) => boolean;
  readonly around: StepAround | undefined;
  unknownOutcome: UnknownOutcomeDecision | undefined;
}
