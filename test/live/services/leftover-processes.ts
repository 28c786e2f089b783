import { readdirSync, readFileSync } from 'node:fs';
import { untilReady } from './until-ready.ts';

export interface FoundProcess {
  pid: number;
  command: string;
}

/** The other processes whose arguments or environment name the folder, as Linux tells. The test runner's own are left out. */
export function processesOf(folder: string): FoundProcess[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid)
    .flatMap((pid) => {
      const command = readOf(pid, 'cmdline');
      const isOurs = command.includes(folder) || readOf(pid, 'environ').includes(folder);
      return isOurs && !isTestRunner(command) ? [{ pid, command }] : [];
    });
}

/** Kills them and waits until they are gone. */
export async function endProcesses(processes: readonly FoundProcess[]): Promise<void> {
  for (const { pid } of processes) kill(pid);
  await untilReady(() => processes.every(({ pid }) => readOf(pid, 'cmdline') === ''), {
    timeoutMs: 5_000,
    what: 'the end of processes that were killed',
  });
}

function isTestRunner(command: string): boolean {
  return /node_modules\/vitest\//.test(command);
}

/** One line of text; empty for a process that has ended or belongs to somebody else. */
function readOf(pid: number, file: 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended in the meantime.
  }
}
