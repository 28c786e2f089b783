import { existsSync, watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';
import { EXIT_STATUS } from '../exit-status.ts';
import type { Interruption } from '../interruption.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';

/** Editors write a file in several steps; what comes within this time is one change. */
const SETTLE_MS = 50;

export interface Watched {
  /** Runs the tests and prints how they went; returns the files that they depend on. */
  pass: () => Promise<readonly string[]>;
  interruption: Interruption;
}

/** Runs tests again whenever a file in the folders of the tests and flows changes, until Ctrl-C. */
export async function watchTests(session: Session, { pass, interruption }: Watched): Promise<Outcome> {
  const watchers = new Map<string, FSWatcher>();
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    timer = undefined;
    running = running.then(async () => follow(await pass()));
  };
  const onChange = (name: string | null) => {
    if (name !== null && /\.(?:json|ya?ml|ts)$/i.test(name) && !basename(name).startsWith('.')) {
      timer ??= setTimeout(start, SETTLE_MS);
    }
  };
  const follow = (files: readonly string[]) => {
    for (const folder of new Set(files.map((file) => dirname(file)))) {
      if (watchers.has(folder) || !existsSync(folder)) continue;
      watchers.set(
        folder,
        watch(folder, (_, name) => onChange(name)),
      );
    }
  };
  try {
    start();
    await running;
    session.note('Watching; Ctrl-C ends it.');
    await new Promise<void>((end) => {
      if (interruption.signal.aborted) end();
      interruption.signal.addEventListener('abort', () => end(), { once: true });
    });
    clearTimeout(timer);
    await running;
  } finally {
    for (const watcher of watchers.values()) watcher.close();
  }
  return { status: interruption.status ?? EXIT_STATUS.interrupted, json: {}, text: '' };
}
