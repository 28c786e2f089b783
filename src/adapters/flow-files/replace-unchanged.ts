import { accessSync, constants, lstatSync, readFileSync, realpathSync, rmSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../../errors.ts';
import { placeNew, placeOver, reasonOf, syncFile, writeTemporary, type FolderSync } from '../atomic-files/index.ts';
import { makeFolder } from '../make-folder.ts';

/** `FlowFilesPort.write`. What it did is durable when it resolves. */
export async function replaceUnchanged(
  path: string,
  text: string,
  expected: string | undefined,
  syncFolder: FolderSync,
): Promise<boolean> {
  return explained(path, async () => {
    if (!hasText(path, expected)) return false;
    // A link stays one; what it leads to is replaced.
    const file = expected === undefined ? path : realpathSync(path);
    makeFolder(dirname(file));
    if (expected !== undefined) accessSync(file, constants.W_OK);
    const temporary = writeTemporary(file, text);
    let isPlaced = false;
    try {
      // A power cut may leave a new file empty: it is noticed, and the server has it. One that replaces another must not be.
      if (expected !== undefined) await syncFile(temporary);
      // From the look to the move nothing is waited for.
      if (hasText(path, expected)) {
        isPlaced = expected === undefined ? placeNew(temporary, file) : placeOver(temporary, file);
      }
    } finally {
      if (!isPlaced) rmSync(temporary, { force: true });
    }
    if (isPlaced) await syncFolder(dirname(file));
    return isPlaced;
  });
}

/** `FlowFilesPort.delete`: of a link the link, not what it leads to. */
export async function deleteUnchanged(path: string, expected: string, syncFolder: FolderSync): Promise<boolean> {
  return explained(path, async () => {
    if (!hasText(path, expected)) return false;
    unlinkSync(path);
    await syncFolder(dirname(path));
    return true;
  });
}

function hasText(path: string, expected: string | undefined): boolean {
  if (expected === undefined) return lstatSync(path, { throwIfNoEntry: false }) === undefined;
  try {
    return readFileSync(path).equals(Buffer.from(expected));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function explained(path: string, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (cause) {
    throw new UsageError('FLOW_FILE_UNWRITABLE', `The flow file cannot be written: ${reasonOf(cause)}`, {
      detail: path,
      cause,
    });
  }
}
