import { setImmediate as turn } from 'node:timers/promises';
import { join } from 'node:path';
import type { FlowFile, FlowFilesPort } from '../../ports/index.ts';
import { createFolderSync, namesInFolder } from '../atomic-files/index.ts';
import { isFlowFileName } from '../flow-listing.ts';
import { markDuplicates } from './mark-duplicates.ts';
import { readFlowFile } from './read-flow-file.ts';
import { deleteUnchanged, replaceUnchanged } from './replace-unchanged.ts';

/** Small files are read 4 to 5 times as fast without a promise for each; after so many other work gets its turn. */
const FILES_PER_TURN = 50;

/**
 * The flow files of a folder: its `.json` files, one flow each. Tests of flows (`<slug>.test.json`) and hidden files are none.
 *
 * A process that is killed leaves a file as it was or as it should be. After a power cut that also holds for a file that
 * replaced another; a new one may be empty, which `read` tells. What is written after `write` or `delete` resolved is never
 * found without what they did.
 *
 * The text is compared in the moment before the file is replaced. Only an editor that saves between two system calls can slip
 * through; file systems offer nothing better.
 *
 * @param directory absolute
 */
export function openFlowFiles(directory: string): FlowFilesPort {
  const syncFolder = createFolderSync();
  return {
    directory,
    async read() {
      const names = namesInFolder(directory, 'FLOW_FOLDER_UNREADABLE', 'The folder of flows cannot be read');
      const files: FlowFile[] = [];
      for (const [index, name] of names.filter(isFlowFileName).entries()) {
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

function bySlug(one: FlowFile, other: FlowFile): number {
  return compare(one.slug, other.slug) || compare(one.path, other.path);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
