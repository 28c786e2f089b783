import { open } from 'node:fs/promises';

/** What says that a system has no such thing for folders (Windows, some network drives): there the system orders the writes. */
const NOT_FOR_FOLDERS = new Set(['EPERM', 'EISDIR', 'EINVAL', 'EBADF', 'ENOTSUP', 'ENOSYS']);

/** Makes the names in a folder durable: after a power cut they are at least as new as when it was called. */
export type FolderSync = (directory: string) => Promise<void>;

/**
 * Calls while the folder is being synced share the next time, so that a thousand files cost a few dozen waits. Rejects with
 * what the file system says.
 */
export function createFolderSync(): FolderSync {
  const begun = new Map<string, Promise<void>>();
  const shared = new Map<string, Promise<void>>();

  async function afterBegun(directory: string): Promise<void> {
    // Whoever waited for that one has been told that it failed.
    await begun.get(directory)?.catch(() => undefined);
    shared.delete(directory);
    const sync = syncFolder(directory);
    begun.set(directory, sync);
    await sync;
  }

  return (directory) => {
    const next = shared.get(directory) ?? afterBegun(directory);
    shared.set(directory, next);
    return next;
  };
}

async function syncFolder(directory: string): Promise<void> {
  try {
    await sync(directory, 'r');
  } catch (error) {
    if (!NOT_FOR_FOLDERS.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** Makes the content of a file durable. Rejects with what the file system says. */
export async function syncFile(file: string): Promise<void> {
  await sync(file, 'r+');
}

async function sync(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
