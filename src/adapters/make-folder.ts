import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing. Throws what the file system says. (Node's own `recursive` never ends
 * where a file system refuses new folders with ENOENT, as /proc does.)
 */
export function makeFolder(directory: string): void {
  if (existsSync(directory)) return void mkdirSync(directory, { recursive: true });
  const parent = dirname(directory);
  if (parent !== directory) makeFolder(parent);
  try {
    mkdirSync(directory);
  } catch (error) {
    // Another process may have been quicker.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !existsSync(directory)) throw error;
  }
}
