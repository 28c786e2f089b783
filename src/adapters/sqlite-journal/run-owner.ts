import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** The process that runs a run, so that another one can tell whether it is still there. */
export interface RunOwner {
  /** Host name and, on Linux, the process-id namespace: within one such pair a process id means one process. */
  host: string;
  pid: number;
  /** Tells a process from a later one of the same id; empty where the system does not say. */
  processStart: string;
}

/** An owner that cannot be looked at, on another host or on a system without /proc, is gone after this silence. */
const SILENCE_LIMIT_MS = 30_000;

/** How often an owner shows that it is alive. */
export const HEARTBEAT_INTERVAL_MS = 5_000;

/** This process. */
export function currentOwner(): RunOwner {
  return { host: thisHost(), pid: process.pid, processStart: processStartOf(process.pid) ?? '' };
}

/** `heartbeatAt` and `now` in milliseconds since 1970. */
export function isOwnerAlive(owner: RunOwner, heartbeatAt: number, now: number): boolean {
  const isHeard = now - heartbeatAt < SILENCE_LIMIT_MS;
  if (owner.host !== thisHost()) return isHeard;
  if (owner.processStart !== '') return processStartOf(owner.pid) === owner.processStart;
  return isHeard && isProcessThere(owner.pid);
}

function thisHost(): string {
  return [hostname(), attempt(() => readlinkSync('/proc/self/ns/pid'))].filter(Boolean).join(' ');
}

/** The boot and the clock tick in which a process started; `undefined` when it is gone, or there is no /proc. */
function processStartOf(pid: number): string | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === undefined) return undefined;
  // The second field is the command in parentheses and may hold anything, so the fields are counted from its end.
  const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const startTick = rest[18];
  // A zombie has ended; its parent has not asked yet.
  if (state === 'Z' || state === 'X' || startTick === undefined) return undefined;
  return `${attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()) ?? ''}/${startTick}`;
}

function isProcessThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
