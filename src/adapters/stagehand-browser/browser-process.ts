import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { hostname, platform } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const END_LIMIT_MS = 3000;
const POLL_MS = 20;

/** The main process of the Chromium that uses a profile folder; `undefined` when none does. */
export async function browserProcess(profile: string): Promise<number | undefined> {
  const owner = await readlink(join(profile, 'SingletonLock')).catch(() => '');
  // The lock is "host-pid", and it stays after a crash: by then the number may be another process.
  const pid = owner.startsWith(`${hostname()}-`) ? Number(owner.slice(hostname().length + 1)) : NaN;
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  return (await commandOf(pid)).includes(profile) ? pid : undefined;
}

/** Kills the Chromium that uses a profile folder, with all of its processes, and waits until it is gone. */
export async function endBrowserProcess(profile: string): Promise<void> {
  const pid = await browserProcess(profile);
  if (pid === undefined) return;
  // It leads a group of its own; where it does not, the others end with it.
  if (!kill(-pid)) kill(pid);
  const deadline = performance.now() + END_LIMIT_MS;
  while ((await browserProcess(profile)) !== undefined && performance.now() < deadline) await sleep(POLL_MS);
}

/** Chromium's sandbox does not work for root; in containers of build servers, mostly not either. */
export function needsNoSandbox(): boolean {
  return (platform() === 'linux' && process.getuid?.() === 0) || Boolean(process.env['CI']);
}

function kill(target: number): boolean {
  try {
    return process.kill(target, 'SIGKILL');
  } catch {
    return false;
  }
}

/** The command line of a process; empty when it has ended. */
async function commandOf(pid: number): Promise<string> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
  } catch {
    if (platform() === 'linux') return '';
  }
  try {
    return (await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)])).stdout;
  } catch {
    return '';
  }
}
