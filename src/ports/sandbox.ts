import type { Json } from '../json.ts';
import type { Call } from './call.ts';

export interface SandboxScript {
  /** The body of a JavaScript function. Its only parameter is called `args`. */
  code: string;
  args: Json;
  timeoutMs: number;
  memoryMb: number;
}

/** Runs code of a flow's author without files, network, processes, timers or host objects. */
export interface SandboxPort {
  /** What the code returns, as JSON. Rejects with `SCRIPT_FAILED`, `SCRIPT_TIMEOUT`, `SCRIPT_MEMORY` or `SCRIPT_SYNTAX`. */
  run(script: SandboxScript, call?: Call): Promise<Json>;
  close(): Promise<void>;
}
