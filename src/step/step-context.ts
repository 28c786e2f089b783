import type { Json, JsonObject } from '../json.ts';
import type { PortName, Ports } from '../ports/index.ts';

/** The steps of a list setting, untouched: the engine reads and runs them when their time comes. */
export type RawSteps = readonly Json[];

/** What a list of steps left behind. */
export interface StepsOutcome {
  /** Results of finished steps by key, also of those in a branch of a `condition` and in `on_error`. */
  results: JsonObject;
  /** The same, with `null` for steps that were skipped or passed over: what an expression about the list reads. */
  outcomes: JsonObject;
  /** The result of the last step that ran; `null` when none did. */
  last: Json;
}

export interface RunStepsOptions {
  /** Names for the steps inside, beside what is already in scope. With locals, results stay inside the list; without, they join the scope around it. */
  locals?: JsonObject;
  /** Stops this list alone. */
  signal?: AbortSignal;
  /** Looks at the world anew: what an earlier try of the run finished in this list is done again. */
  isFresh?: boolean;
}

/**
 * Where a step written in code runs other steps and flows: apart from the flow around it, with resources of its own, stopped
 * with the step. What runs in it is recorded, told and limited with the run.
 */
export interface ChildScope {
  /** Aborted with the step, and when the scope is closed. */
  readonly signal: AbortSignal;
  /** Runs one step; its settings are values, nothing in them is resolved. Rejects with what it fails with. */
  runStep: (type: string, config: JsonObject) => Promise<Json>;
  /** Runs a flow and gives its output. Rejects with what it fails with, or with why it may not run. */
  runFlow: (slug: string, input: JsonObject) => Promise<Json>;
  /** Stops what still runs, waits for it, and releases what was opened. The engine closes what a step leaves open. */
  close: () => Promise<void>;
}

export type ProgressKind = 'tokens' | 'items' | 'polls' | 'retry' | 'log' | 'text';

/** What `run` and `stub` get besides the settings. */
export interface StepContext<Needs extends PortName = PortName> {
  ports: Pick<Ports, Needs>;
  /** Aborted at the step's time limit, the flow's, and when the run is cancelled. */
  signal: AbortSignal;
  /** The step's time limit in milliseconds; `undefined` for steps that only contain others. */
  timeoutMs: number | undefined;
  /** The same for every try of this step in this run. */
  idempotencyKey: string;
  /** `$context`, as the host vouches for it. */
  context: JsonObject;
  /** Values that live as long as the run and never leave it. */
  runState: Map<string, unknown>;
  progress: (kind: ProgressKind, done: number, more?: { total?: number; text?: string; data?: Json }) => void;
  /** Adds a line to the `warnings` of the run's report. */
  warn: (code: string, message: string) => void;
  /** From now on the value is masked wherever the run writes or shows anything. */
  addSecret: (value: string) => void;
  /** Whether the value holds something that is masked: it must not be kept anywhere. */
  holdsSecret: (value: Json) => boolean;
  /** Names the browser session that the step works in, where its settings and result do not. */
  useSession: (sessionId: string) => void;
  /** Called once when the run ends, whatever happened, the newest first. */
  onRelease: (release: () => Promise<void>) => void;
  /** Runs the steps of a setting; `path` names the setting and, in a loop, the round: `["then"]`, `["steps", 3]`. */
  runSteps: (path: readonly (string | number)[], steps: RawSteps, options?: RunStepsOptions) => Promise<StepsOutcome>;
  /** Opens a scope in which code runs steps and flows. */
  openScope: () => ChildScope;
  /** Evaluates a setting that is an expression. */
  evaluate: (expression: string, locals?: JsonObject) => Json;
  /** Ends the whole flow at once, successfully, with that output. */
  endFlow: (value: Json) => never;
}
