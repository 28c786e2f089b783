import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { onTestFinished } from 'vitest';

export interface Child {
  process: ChildProcessByStdio<Writable, Readable, null>;
  /** The next line that it prints; `undefined` when there are no more. */
  nextLine(): Promise<string | undefined>;
  /** The lines that are left, when it has ended. */
  rest(): Promise<string[]>;
  /** Ends it as a crash would, and waits until it is gone. */
  kill(): Promise<void>;
}

export interface ChildOptions {
  /** Kilobytes that a file may have (`ulimit -f`). */
  maxFileKilobytes?: number;
  /** Runs without the rights of an administrator, who may write everywhere. */
  isUnprivileged?: boolean;
}

const NOBODY = 65_534;

/** Runs a script of the test folder in a process of its own. */
export function startChild(script: URL, args: readonly string[], options: ChildOptions = {}): Child {
  const limit = options.maxFileKilobytes === undefined ? '' : `ulimit -f ${options.maxFileKilobytes}; `;
  const user = options.isUnprivileged && process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const child = spawn('bash', ['-c', `${limit}exec "$@"`, 'bash', process.execPath, script.pathname, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...user,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    nextLine: async () => (await lines.next()).value,
    async rest() {
      const collected: string[] = [];
      for (let next = await lines.next(); !next.done; next = await lines.next()) collected.push(next.value);
      return collected;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
