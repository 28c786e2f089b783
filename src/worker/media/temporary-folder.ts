import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'genie-actions-media-';

/** No job takes so long: what is older was left by a worker that was killed. */
const LEFT_AFTER_MS = 24 * 3_600_000;

/** Gives `work` a folder of its own, which is removed whatever happens. */
export async function withTemporaryFolder<Value>(
  parent: string | undefined,
  work: (folder: string) => Promise<Value>,
): Promise<Value> {
  const root = parent ?? tmpdir();
  await mkdir(root, { recursive: true });
  await removeLeftFolders(root);
  const folder = await mkdtemp(join(root, PREFIX));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Workers that were killed could not clean up. */
async function removeLeftFolders(root: string): Promise<void> {
  const names = await readdir(root).catch((): string[] => []);
  for (const name of names.filter((candidate) => candidate.startsWith(PREFIX))) {
    const folder = join(root, name);
    const info = await stat(folder).catch(() => undefined);
    if (info === undefined || Date.now() - info.mtimeMs < LEFT_AFTER_MS) continue;
    // Another worker may be removing it, or own it.
    await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}
