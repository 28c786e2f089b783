import { spawn, type ChildProcess } from 'node:child_process';
import { basename } from 'node:path';
import { GenieError } from '../../errors.ts';
import type { Tools } from './find-tools.ts';

const MAX_STDOUT = 1_000_000;
const MAX_STDERR = 16_384;

export interface ToolRun {
  command: readonly [string, ...string[]];
  args: readonly string[];
  /** Where it runs, and where it may write. */
  folder: string;
  timeoutMs: number;
  signal: AbortSignal | undefined;
  /** Gets what it writes to standard output. */
  onOutput?(text: string): void;
}

export interface ToolEnd {
  isDone: boolean;
  stdout: string;
  /** The last of it. */
  stderr: string;
}

/**
 * Runs a program without a shell, with an environment that holds no secret of ours. It is killed with all it started when the
 * signal is aborted, when its time is over (`MEDIA_TIMEOUT`), and on Linux when this process ends. Settles when it is gone.
 */
export async function runTool(run: ToolRun, tools: Tools): Promise<ToolEnd> {
  const { signal, timeoutMs } = run;
  signal?.throwIfAborted();
  const limit = AbortSignal.timeout(timeoutMs);
  const stop = signal === undefined ? limit : AbortSignal.any([signal, limit]);
  const child = start(run, tools);
  const kill = () => killGroup(child);
  stop.addEventListener('abort', kill, { once: true });
  try {
    const end = await collect(child, run);
    signal?.throwIfAborted();
    if (limit.aborted && !end.isDone) throw timedOut(run);
    return end;
  } finally {
    stop.removeEventListener('abort', kill);
  }
}

function start({ command, args, folder }: ToolRun, { setpriv, searchPath }: Tools): ChildProcess {
  const bound = setpriv === undefined ? [] : [setpriv, '--pdeathsig', 'KILL'];
  const [program, ...rest] = [...bound, ...command, ...args] as [string, ...string[]];
  return spawn(program, rest, {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: searchPath,
      LC_ALL: 'C.UTF-8',
      HOME: folder,
      TMPDIR: folder,
      MAGICK_TEMPORARY_PATH: folder,
      // A watermark needs no second core, and its video encoder takes what it gets.
      OMP_NUM_THREADS: '1',
    },
  });
}

function collect(child: ChildProcess, run: ToolRun): Promise<ToolEnd> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    run.onOutput?.(text);
    if (stdout.length < MAX_STDOUT) stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-MAX_STDERR)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ isDone: status === 0, stdout, stderr }));
  });
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function timedOut({ command, timeoutMs }: ToolRun): GenieError {
  const seconds = Math.round(timeoutMs / 1000);
  return new GenieError('MEDIA_TIMEOUT', `${basename(command[0])} took more than ${seconds} s`, { isRetryable: false });
}
