import type { Json } from '../../json.ts';
import { type Call, type SandboxPort, type SandboxScript, ServiceError } from '../../ports/index.ts';
import type { ScriptFailureCode, ScriptOutcome } from './protocol.ts';
import { createThreadPool } from './thread-pool.ts';
import { workerFile } from './worker-file.ts';

export interface QuickjsSandboxOptions {
  /** Scripts that run at the same time; further ones wait. Default: 2. */
  maxThreads?: number;
  /** How long a thread is kept for the next script. Default: 30,000. */
  idleMs?: number;
  /** The built file of the threads; found by itself unless a bundler moved it. */
  workerFile?: URL;
}

const HELP: Record<ScriptFailureCode, string | undefined> = {
  SCRIPT_FAILED: undefined,
  SCRIPT_SYNTAX: 'The code is the body of an async function with the parameter "args": end it with "return …".',
  SCRIPT_TIMEOUT: 'Give the step more time with timeout_ms, or the script less to do.',
  SCRIPT_MEMORY: 'Give the step more with memory_mb, or the script less data.',
};

/**
 * Scripts in a JavaScript interpreter (QuickJS) inside WebAssembly inside a thread without environment: no host object is ever
 * handed in, memory is bounded by the WebAssembly memory, time by ending the thread.
 */
export function quickjsSandbox(options: QuickjsSandboxOptions = {}): SandboxPort {
  const { maxThreads = 2, idleMs = 30_000 } = options;
  const pool = createThreadPool(() => options.workerFile ?? workerFile(), maxThreads, idleMs);
  return {
    async run(script: SandboxScript, { signal }: Call = {}): Promise<Json> {
      const { code, timeoutMs, memoryMb } = script;
      const job = { code, argsText: JSON.stringify(script.args), timeoutMs, memoryMb };
      return resultOf(await pool.withThread(signal, (thread) => thread.run(job, signal)));
    },
    close: () => pool.close(),
  };
}

function resultOf(outcome: ScriptOutcome): Json {
  if (outcome.isOk) return JSON.parse(outcome.resultText) as Json;
  const detail = HELP[outcome.code];
  throw new ServiceError('sandbox', outcome.code, outcome.message, {
    ...(detail === undefined ? {} : { detail }),
    ...(outcome.line === undefined ? {} : { data: { line: outcome.line } }),
    isRetryable: false,
  });
}
