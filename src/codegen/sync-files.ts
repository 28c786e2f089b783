import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface FileSync {
  /** Texts by path, relative to `root`. */
  files: ReadonlyMap<string, string>;
  /** Folders in which nothing else may stand. */
  folders: readonly string[];
  root: string;
  /** `true`: only look. */
  isCheck: boolean;
}

export interface FileSyncOutcome {
  /** Files that are missing or say something else. */
  stale: string[];
  /** Files that stand in the folders and are no longer generated. */
  leftOver: string[];
}

/** Makes the files what they should be, or only tells which are not. */
export async function syncFiles({ files, folders, root, isCheck }: FileSync): Promise<FileSyncOutcome> {
  const stale: string[] = [];
  for (const [name, text] of files) {
    const file = path.join(root, name);
    if ((await readIfThere(file)) === text) continue;
    stale.push(name);
    if (isCheck) continue;
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const leftOver = (await filesIn(root, folders)).filter((name) => !files.has(name));
  if (!isCheck) await Promise.all(leftOver.map((name) => rm(path.join(root, name))));
  return { stale, leftOver };
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw thrown;
  }
}

async function filesIn(root: string, folders: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders.filter((name) => existsSync(path.join(root, name)))) {
    const entries = await readdir(path.join(root, folder), { withFileTypes: true });
    found.push(...entries.filter((entry) => entry.isFile()).map((entry) => `${folder}/${entry.name}`));
  }
  return found;
}
