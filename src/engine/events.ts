import type { Json, JsonObject } from '../json.ts';
import type { ProgressKind } from '../step.ts';

/**
 * Where a step stands: its index in the flow's `steps` (from 0), then the setting and index of each list inside.
 * `[1, "then", 0]` is the first step of the `then` branch of the second step; `["finally", 0]` the first of `finally`;
 * `[1, "steps", 3, 0]` the first step of a loop's fourth round.
 */
export type StepPath = readonly (string | number)[];

/** An error as events, reports and audits show it; secrets are masked. */
export interface ErrorSummary {
  code: string;
  message: string;
  detail?: string;
}

interface EventBase {
  version: 1;
  runId: string;
  slug: string;
  /** ISO 8601. */
  time: string;
}

export type StepEndStatus = 'done' | 'failed' | 'continued';

export type RunEventBody =
  | { event: 'flow-start'; input: Json; droppedFields?: string[]; stubs?: string[] }
  | { event: 'step-start'; path: StepPath; type: string; key?: string; attempt: number; isStubbed?: boolean }
  | {
      event: 'step-progress';
      path: StepPath;
      kind: ProgressKind;
      done: number;
      total?: number;
      text?: string;
      data?: Json;
    }
  | { event: 'step-retry'; path: StepPath; attempt: number; delayMs: number; error: ErrorSummary }
  | {
      event: 'step-end';
      path: StepPath;
      status: StepEndStatus;
      durationMs: number;
      result?: Json;
      error?: ErrorSummary;
      /** The result was taken from the journal of an earlier try. */
      isReused?: boolean;
    }
  | { event: 'step-skip'; path: StepPath; type: string; key?: string }
  | { event: 'flow-end'; success: boolean; durationMs: number; error?: ErrorSummary };

/** What a run tells while it goes on, in strict order. */
export type RunEvent = EventBase & RunEventBody;

export interface RunWarning {
  path: StepPath;
  code: string;
  message: string;
}

/** A finished run, as the source documents show it. */
export type RunReport = SuccessReport | FailureReport;

export interface SuccessReport {
  success: true;
  slug: string;
  run_id: string;
  /** Results of finished steps by key. */
  results: JsonObject;
  output: Json;
  warnings: RunWarning[];
}

export interface FailureReport {
  success: false;
  slug: string;
  run_id: string;
  /** One sentence, safe to show in a chat. */
  error: string;
  code: string;
  /** For the person at the terminal. */
  detail?: string;
  /** Every problem of `INPUT_INVALID`, `ACTION_INPUT_INVALID` and `FLOW_INVALID`. */
  problems?: string[];
  /** Counted from 0; absent when no step failed. */
  failedStep?: number;
  failedPath?: StepPath;
  results: JsonObject;
  warnings: RunWarning[];
}
