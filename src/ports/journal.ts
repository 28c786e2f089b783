import type { Json, JsonObject } from '../json.ts';

export type RunStatus = 'running' | 'success' | 'error' | 'interrupted';

/** `unknown`: a write was started, and whether it took effect is not known. */
export type StepStatus = 'started' | 'done' | 'failed' | 'continued' | 'skipped' | 'unknown';

export interface RunStart {
  runId: string;
  slug: string;
  /** The flow document as it ran, JSON text. */
  document: string;
  input: Json;
  context: JsonObject;
  trigger: string;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Names of stubbed services and step types. */
  stubs: string[];
}

export interface RunRecord extends RunStart {
  status: RunStatus;
  endedAt: number | null;
  output: Json;
  error: string | null;
  errorCode: string | null;
  /** How many times the run was taken up again. */
  resumes: number;
}

export interface StepRecord {
  runId: string;
  /** `steps` and named lists from the top, indexes counted from 0: `[1,"then",0]` as JSON text. */
  path: string;
  type: string;
  key: string | null;
  status: StepStatus;
  effect: 'none' | 'read' | 'write';
  attempt: number;
  /** The result as JSON text; `null` when there is none. */
  result: string | null;
  /** `false`: a resumed run may not take this result (something in it was masked, or it names a browser session). */
  isReusable: boolean;
  /** The browser session that the step opened or used. */
  sessionId: string | null;
  errorCode: string | null;
  error: string | null;
  startedAt: number;
  endedAt: number | null;
}

export interface RunFilter {
  slug?: string;
  status?: RunStatus;
  limit?: number;
}

export interface PendingAudit {
  id: number;
  row: JsonObject;
}

/**
 * The record of every run and step.
 *
 * `recordStep` returns when the record is safe against the end of the process if `isDurable`; otherwise it may be written
 * together with later ones, and a crash may lose it (the step then runs again: only steps without effects are recorded so).
 * A run whose process is gone reads as `interrupted`, never as `running`.
 */
export interface Journal {
  startRun(run: RunStart): void | Promise<void>;
  /** Takes over an interrupted or failed run. Rejects with `RUN_ACTIVE` when another process is running it. */
  resumeRun(runId: string): void | Promise<void>;
  recordStep(step: StepRecord, isDurable: boolean): void | Promise<void>;
  endRun(
    runId: string,
    end: { status: 'success' | 'error'; output: Json; error: string | null; errorCode: string | null; endedAt: number },
  ): void | Promise<void>;
  getRun(runId: string): Promise<RunRecord | undefined>;
  /** Newest first. */
  listRuns(filter: RunFilter): Promise<RunRecord[]>;
  /** In the order in which the steps started. */
  listSteps(runId: string): Promise<StepRecord[]>;
  /** Audit rows that could not be written to Directus yet. */
  keepAudit(row: JsonObject): void | Promise<void>;
  pendingAudits(): Promise<PendingAudit[]>;
  dropAudit(id: number): void | Promise<void>;
  close(): Promise<void>;
}
