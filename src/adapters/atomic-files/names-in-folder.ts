import { readdirSync } from 'node:fs';
import { UsageError } from '../../errors.ts';
import { sweepTemporaries } from './temporary-file.ts';

/**
 * The names in a folder, in a fixed order; none where there is no folder. Removes what processes that were killed left there.
 * Throws a `UsageError` with `code` and `message` when it cannot be read.
 */
export function namesInFolder(directory: string, code: string, message: string): string[] {
  let names: string[];
  try {
    names = readdirSync(directory).toSorted();
  } catch (cause) {
    const { code: reason, message: detail } = cause as NodeJS.ErrnoException;
    if (reason === 'ENOENT') return [];
    throw new UsageError(code, message, { detail: `${directory}: ${detail}`, cause });
  }
  sweepTemporaries(directory, names);
  return names;
}
