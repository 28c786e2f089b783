import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { directusTemplate } from './services/directus-template.ts';
import { endProcesses, processesOf } from './services/leftover-processes.ts';
import { stopAll } from './services/running-services.ts';

let folder: string;

/** Gives the run a folder for everything temporary: what the tests start names it in its arguments or its environment. */
export async function setup(): Promise<void> {
  folder = mkdtempSync(path.join(tmpdir(), 'genie-live-'));
  process.env['TMPDIR'] = folder;
  try {
    await directusTemplate();
  } finally {
    await stopAll();
  }
}

/** Ends what the tests started and left running; that fails the run. */
export async function teardown(): Promise<void> {
  const leftovers = processesOf(folder);
  await endProcesses(leftovers);
  rmSync(folder, { recursive: true, force: true });
  if (leftovers.length === 0) return;
  const lines = leftovers.map(({ pid, command }) => `  ${pid} ${command}`);
  throw new Error(`The live tests left processes behind:\n${lines.join('\n')}`);
}
