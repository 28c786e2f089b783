import { setImmediate as turn } from 'node:timers/promises';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../errors.ts';
import type { FlowFile, FlowFilesPort } from '../../ports/index.ts';
import { createFolderSync, sweepTemporaries } from '../atomic-files/index.ts';
import { markDuplicates } from './mark-duplicates.ts';
import { readFlowFile } from './read-flow-file.ts';
import { deleteUnchanged, replaceUnchanged } from './replace-unchanged.ts';

/** Small files are read 4 to 5 times as fast without a promise for each; after so many other work gets its turn. */
const FILES_PER_TURN = 50;

/**
 * The flow files of a folder: its `.json` files, one flow each. Tests of flows (`<slug>.test.json`), hidden files and folders
 * are none. What `write` and `delete` have done is still done after a power cut.
 *
 * The text is compared in the moment before the file is replaced. Only an editor that saves between two system calls can slip
 * through; a file system has nothing better to offer.
 *
 * @param directory absolute
 */
export function openFlowFiles(directory: string): FlowFilesPort {
  const syncFolder = createFolderSync();
  return {
    directory,
    async read() {
      const names = namesIn(directory);
      sweepTemporaries(directory, names);
      const files: FlowFile[] = [];
      const flowNames = names.filter(isFlowName).toSorted();
      for (const [index, name] of flowNames.entries()) {
        if (index > 0 && index % FILES_PER_TURN === 0) await turn();
        const file = readFlowFile(join(directory, name));
        if (file !== undefined) files.push(file);
      }
      return markDuplicates(files).toSorted(bySlug);
    },
    write: (path, text, expected) => replaceUnchanged(path, text, expected, syncFolder),
    delete: (path, expected) => deleteUnchanged(path, expected, syncFolder),
  };
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    throw new UsageError('FLOW_FOLDER_UNREADABLE', 'The folder of flows cannot be read', {
      detail: `${directory}: ${message}`,
      cause,
    });
  }
}

function isFlowName(name: string): boolean {
  return name.endsWith('.json') && !name.endsWith('.test.json') && !name.startsWith('.');
}

function bySlug(one: FlowFile, other: FlowFile): number {
  return compare(one.slug, other.slug) || compare(one.path, other.path);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
