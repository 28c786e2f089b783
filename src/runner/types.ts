import type { Catalogue } from '../catalogue.ts';
import type { Diagnostic } from '../check/index.ts';
import type { RunEvent, RunReport } from '../engine/events.ts';
import type { StepAround } from '../engine/step-around.ts';
import type { GenieError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import type { FlowSource, Journal, PortProviders } from '../ports/index.ts';

/** Who asked for a run. Parameters of a `tag` were written by a model. */
export type RunTrigger = 'person' | 'tag' | 'queue';

/** Default names of the columns of `agent_audits`; `false` drops one. */
export type AuditFields = Partial<Record<AuditField, string | false>>;

export type AuditField =
  | 'run_id'
  | 'slug'
  | 'status'
  | 'user_id'
  | 'input'
  | 'results'
  | 'error'
  | 'error_code'
  | 'failed_step'
  | 'stack'
  | 'started_at'
  | 'duration_ms'
  | 'source';

export interface RunnerConfig {
  /** Parameters that a model must not choose. Default: `["user_id"]`. */
  identityFields?: readonly string[];
  /** What happens to them in a run that a tag asked for. Default: `strip`. */
  identityPolicy?: 'strip' | 'reject' | 'allow';
  /** Values of `$env`, already reduced to the allow-list. All of them are secret. Default: none. */
  env?: Readonly<Record<string, string>>;
  /** Further values to mask, such as tokens of the configuration. */
  secrets?: readonly string[];
  /** Steps executed in one run at most. Default: 1,000. */
  maxSteps?: number;
  audit?: { isEnabled?: boolean; collection?: string; fields?: AuditFields };
}

export interface RunnerSetup {
  source: FlowSource;
  /** `clock` is needed by every run; the others by the steps that name them. */
  ports: PortProviders & Required<Pick<PortProviders, 'clock'>>;
  /** Without one, runs are not recorded and cannot be resumed. */
  journal?: Journal;
  catalogue?: Catalogue;
  config?: RunnerConfig;
}

export interface RunOptions {
  /** What the host vouches for. */
  context?: JsonObject;
  trigger?: RunTrigger;
  /** The id of the run, unique in the journal. Default: a new one. */
  runId?: string;
  signal?: AbortSignal;
  /** A subscriber that throws does not disturb the run. */
  onEvent?: (event: RunEvent) => void;
  /**
   * Called before step 0 with each finding of the linter that does not stop the run: those about security at `warning` and
   * `error`, and errors of other rules than those about the document, its references and types, which refuse it.
   * A subscriber that throws does not disturb the run.
   */
  onFinding?: (finding: Diagnostic) => void;
  /** Services and step types that answer with stubs; `"all"`: a dry run, which opens no port and writes nothing. */
  stubs?: 'all' | readonly string[];
  /** Stands around every try of every step: tests and cassettes answer for steps with it. */
  around?: StepAround;
  /** Asked before a flow with `confirm: true` that a tag asked for; without it such a run is refused. */
  confirm?: (flow: { slug: string; name: string; description: string; input: JsonObject }) => Promise<boolean>;
  /** Milliseconds for the whole run; the flow's own limit when that is shorter. */
  timeoutMs?: number;
  /** Run this top-level step alone (from 0), with the results of earlier steps given by key. */
  only?: { step: number; results: JsonObject };
}

export interface ResumeOptions extends Pick<RunOptions, 'signal' | 'onEvent' | 'onFinding' | 'timeoutMs'> {
  /** At a write whose outcome is unknown: take it as done, with this result, or run it again. */
  unknownOutcome?: { decision: 'assume-done'; result?: Json } | { decision: 'again' };
}

/** The only way in which anything runs a flow. */
export interface Runner {
  /** Never rejects for what a flow or a service does: the report says it. Rejects on an internal error. */
  run(slug: string, params?: JsonObject, options?: RunOptions): Promise<RunReport>;
  /** Audits a request that never became a run, such as a malformed tag, and reports it like one that failed before step 0. */
  refuse(slug: string, params: Json, failure: GenieError, options?: RunOptions): Promise<RunReport>;
  /** Goes on with an interrupted or failed run: finished steps are reused. */
  resume(runId: string, options?: ResumeOptions): Promise<RunReport>;
  /** Writes audit rows that had to wait; says how many went and how many still wait. */
  flushAudits(): Promise<{ written: number; waiting: number }>;
}
