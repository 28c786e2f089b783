import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { needsNoSandbox } from './browser-process.ts';

const READY_LIMIT_MS = 30_000;
const LOOK_INTERVAL_MS = 50;

/** What the driver starts Chromium with, as far as it matters in a browser that a person goes on with. */
const FLAGS = [
  '--headless',
  '--remote-debugging-port=0',
  '--remote-allow-origins=*',
  '--enable-unsafe-extension-debugging',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--password-store=basic',
  '--use-mock-keychain',
];

export interface DetachedOptions {
  executable: string;
  profile: string;
  viewport: { width: number; height: number } | undefined;
  signal: AbortSignal;
}

/**
 * Starts a Chromium that outlives this process, and says where its debugging protocol is. The driver's own start would keep
 * this process waiting for it.
 */
export async function launchDetached({ executable, profile, viewport, signal }: DetachedOptions): Promise<string> {
  const size = viewport === undefined ? [] : [`--window-size=${viewport.width},${viewport.height}`];
  const sandbox = needsNoSandbox() ? ['--no-sandbox'] : [];
  const args = [...FLAGS, ...size, ...sandbox, `--user-data-dir=${profile}`, 'about:blank'];
  const child = spawn(executable, args, { detached: true, stdio: 'ignore' });
  child.unref();
  await once(child, 'spawn');
  const deadline = performance.now() + READY_LIMIT_MS;
  while (performance.now() < deadline) {
    const [port] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '')).split('\n');
    if (port !== undefined && port !== '') return `http://127.0.0.1:${port}`;
    if (child.exitCode !== null || child.signalCode !== null) break;
    await sleep(LOOK_INTERVAL_MS, undefined, { signal });
  }
  throw new Error(`Chromium ended (${child.signalCode ?? child.exitCode ?? 'no answer'}) before it could be driven`);
}
