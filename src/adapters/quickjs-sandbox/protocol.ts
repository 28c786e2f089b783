/** What the pool sends to a worker: one script at a time. */
export interface ScriptJob {
  code: string;
  /** JSON text: no object of the host crosses over. */
  argsText: string;
  timeoutMs: number;
  memoryMb: number;
}

export type ScriptFailureCode = 'SCRIPT_FAILED' | 'SCRIPT_TIMEOUT' | 'SCRIPT_MEMORY' | 'SCRIPT_SYNTAX';

export type ScriptOutcome =
  | { isOk: true; resultText: string }
  | { isOk: false; code: ScriptFailureCode; message: string; line?: number };

/** The first message is `ready`; then one outcome for each job. */
export type WorkerMessage = { kind: 'ready' } | { kind: 'outcome'; outcome: ScriptOutcome };
