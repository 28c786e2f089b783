import { closeSync, linkSync, openSync, renameSync } from 'node:fs';

/** What says that a file system (FAT, some network drives) has no second names for files. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EINVAL']);

/**
 * Gives a finished file its name if nothing has that name yet, in one step; `false`: something has. Throws what the file
 * system says. Without links the name is taken by an empty file first: a crash just then leaves that one.
 */
export function placeNew(temporary: string, file: string): boolean {
  try {
    linkSync(temporary, file);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!NO_LINKS.has(code)) throw error;
    return placeWithoutLink(temporary, file);
  }
}

function placeWithoutLink(temporary: string, file: string): boolean {
  try {
    closeSync(openSync(file, 'wx'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  renameSync(temporary, file);
  return true;
}
