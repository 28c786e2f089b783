import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { stopWithTestFile } from './running-services.ts';
import { untilReady } from './until-ready.ts';

export interface ServiceOptions {
  name: string;
  command: string;
  args: readonly string[];
  cwd: string;
  /** The whole environment. Default: that of the test runner. */
  env?: NodeJS.ProcessEnv;
  isReady: () => Promise<boolean>;
  readyWithinMs: number;
}

/** A service in a process of its own. It ends with its test file at the latest, and with the test runner's process. */
export interface ServiceProcess {
  /** The process that runs now, or ran last. */
  pid(): number;
  /** The last 64 kB of what the service wrote, of all its starts. */
  output(): string;
  /** Asks it to end (SIGTERM) and waits; after 10 s it is killed. Nothing to do when it is down. */
  stop(): Promise<void>;
  /** Ends it as a crash would (SIGKILL) and waits until it is gone. */
  kill(): Promise<void>;
  /** Halts it (SIGSTOP): its connections stay open and nobody answers. */
  pause(): void;
  resume(): void;
  /** Starts it again as it was, after `stop` where it still runs, and waits until it is ready. */
  restart(): Promise<void>;
}

const STOP_WITHIN_MS = 10_000;
const MAX_OUTPUT = 65_536;

/** Starts a service and waits until it is ready. Throws with its output when it ends before that. */
export async function startService(options: ServiceOptions): Promise<ServiceProcess> {
  let child: ChildProcess;
  let output = '';

  async function start(): Promise<void> {
    child = spawnWithParent(options);
    const note = (chunk: Buffer) => (output = (output + chunk.toString('utf8')).slice(-MAX_OUTPUT));
    child.stdout?.on('data', note);
    child.stderr?.on('data', note);
    const ended = new AbortController();
    const fail = (reason: string) => ended.abort(new Error(`${options.name} ${reason}:\n${output}`));
    child.once('error', (error) => fail(`did not start (${error.message})`));
    child.once('exit', (status, signal) => fail(`ended (${signal ?? status}) before it was ready`));
    await untilReady(options.isReady, {
      timeoutMs: options.readyWithinMs,
      what: options.name,
      signal: ended.signal,
    });
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    // A halted process takes no signal but SIGKILL before it goes on.
    child.kill('SIGCONT');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await exited;
    clearTimeout(timer);
  }

  stopWithTestFile(() => end('SIGTERM'));
  await start();
  return {
    pid: () => child.pid ?? 0,
    output: () => output,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async restart() {
      await end('SIGTERM');
      await start();
    },
  };
}

/** The kernel ends the service with the process that started it, also where that one is killed. */
function spawnWithParent({ command, args, cwd, env = process.env }: ServiceOptions): ChildProcess {
  return spawn('setpriv', ['--pdeathsig', 'SIGKILL', command, ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
