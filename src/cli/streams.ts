import type { Readable, Writable } from 'node:stream';

/** What the command line needs of its process; `process` itself fits. */
export interface Streams {
  stdin: Readable & { isTTY?: boolean };
  stdout: OutputStream;
  stderr: OutputStream;
  env: Readonly<Record<string, string | undefined>>;
  cwd(): string;
  /** Without these three, signals are not handled. */
  on?(signal: NodeJS.Signals, listener: () => void): unknown;
  off?(signal: NodeJS.Signals, listener: () => void): unknown;
  /** Ends the process as if nobody had handled the signal. */
  kill?(pid: number, signal: NodeJS.Signals): unknown;
  pid?: number;
}

export type OutputStream = Writable & { isTTY?: boolean; columns?: number; rows?: number };
