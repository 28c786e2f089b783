import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import { currentOwner, isOwnerAlive, type RunOwner } from '../sqlite-journal/run-owner.ts';
import { browserProcess, endBrowserProcess } from './browser-process.ts';

/** A folder without a readable owner may just be coming to be. */
const OWNERLESS_LIMIT_MS = 60_000;
/** Processes of other hosts cannot be looked at; no run takes this long. */
const FOREIGN_LIMIT_MS = 24 * 60 * 60 * 1000;

/** A Chromium profile that belongs to one session. */
export interface Profile {
  /** For Chromium's `--user-data-dir`. */
  directory: string;
  /** Leaves the browser to a person: the sweep spares the folder while it runs. */
  keep(): Promise<void>;
  /** Kills the Chromium that still uses it, and removes the folder. */
  remove(): Promise<void>;
}

interface Owner extends RunOwner {
  isKept: boolean;
}

/** Makes the profile of a session below `root`. */
export async function makeProfile(root: string, sessionId: string): Promise<Profile> {
  const folder = join(root, sessionId);
  makeFolder(folder);
  const note = (isKept: boolean) => writeFile(ownerFile(folder), JSON.stringify({ ...currentOwner(), isKept }));
  await note(false);
  return { directory: profileIn(folder), keep: () => note(true), remove: () => removeFolder(folder) };
}

/**
 * Removes what sessions of processes that ended without cleaning up have left below `root`, with the Chromiums that still
 * run on it. What cannot be removed is left for the next time.
 */
export async function sweepProfiles(root: string): Promise<void> {
  const names = await readdir(root).catch(() => []);
  const folders = names.map((name) => join(root, name));
  await Promise.all(
    folders.map(async (folder) => {
      if (await isInUse(folder)) return;
      await removeFolder(folder).catch(() => undefined);
    }),
  );
}

async function isInUse(folder: string): Promise<boolean> {
  const owner = await readOwner(folder);
  if (owner === undefined) return (await ageOf(folder)) < OWNERLESS_LIMIT_MS;
  if (owner.isKept) return (await browserProcess(profileIn(folder))) !== undefined;
  if (owner.host !== currentOwner().host) return (await ageOf(ownerFile(folder))) < FOREIGN_LIMIT_MS;
  // An owner here has no heartbeat; whether its process runs is all there is to know.
  const now = Date.now();
  return isOwnerAlive(owner, now, now);
}

async function removeFolder(folder: string): Promise<void> {
  await endBrowserProcess(profileIn(folder));
  // Chromium's other processes may write for a moment longer.
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

async function readOwner(folder: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(ownerFile(folder), 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

/** Milliseconds since the last change; of a folder that is gone, none. */
async function ageOf(path: string): Promise<number> {
  const changed = await stat(path).catch(() => undefined);
  return changed === undefined ? 0 : Date.now() - changed.mtimeMs;
}

const ownerFile = (folder: string) => join(folder, 'owner.json');
const profileIn = (folder: string) => join(folder, 'profile');
