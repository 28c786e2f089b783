import { closeSync, linkSync, openSync, renameSync, unlinkSync } from 'node:fs';

/** Puts a finished file in place of whatever has its name, in one step. Throws what the file system says. */
export function placeOver(temporary: string, file: string): true {
  renameSync(temporary, file);
  return true;
}

/** What says that a file system (FAT, some network drives) has no second names for files. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EINVAL']);

/**
 * Gives a finished file its name if nothing has that name yet, in one step; `false`: something has. Throws what the file
 * system says. Without links the name is taken by an empty file first: a crash just then leaves that one.
 */
export function placeNew(temporary: string, file: string): boolean {
  try {
    linkSync(temporary, file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!NO_LINKS.has(code)) throw error;
    return placeWithoutLink(temporary, file);
  }
  unlinkSync(temporary);
  return true;
}

function placeWithoutLink(temporary: string, file: string): boolean {
  try {
    closeSync(openSync(file, 'wx'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  return placeOver(temporary, file);
}
