import { lstatSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../../errors.ts';
import { reasonOf, writeTemporary } from '../atomic-files/index.ts';
import { makeFolder } from '../make-folder.ts';
import { parseBase, type ParsedBase } from './parse-base.ts';

/** What a base file says, or what is wrong with it; `undefined` when there is none. */
export function readBaseFile(file: string, slug: string): ParsedBase | undefined {
  try {
    return parseBase(readFileSync(file, 'utf8'), slug);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? undefined : { problem: `cannot be read: ${message}` };
  }
}

/** Whole or not at all. A power cut may leave an empty file, which its checksum tells. Throws `SYNC_BASE_UNWRITABLE`. */
export function replaceBaseFile(file: string, text: string): void {
  explained(file, () => {
    makeFolder(dirname(file));
    const temporary = writeTemporary(file, text);
    try {
      renameSync(temporary, file);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  });
}

/** Returns whether there was one. Throws `SYNC_BASE_UNWRITABLE`. */
export function deleteBaseFile(file: string): boolean {
  return explained(file, () => {
    const isThere = lstatSync(file, { throwIfNoEntry: false }) !== undefined;
    rmSync(file, { force: true });
    return isThere;
  });
}

function explained<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    throw new UsageError('SYNC_BASE_UNWRITABLE', `What was synced last cannot be written: ${reasonOf(cause)}`, {
      detail: file,
      cause,
    });
  }
}
