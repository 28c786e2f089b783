import { relative } from 'node:path';

/** A path as a person would write it from `directory`: relative when it is inside, else as it is. */
export function shortPath(directory: string, path: string): string {
  const short = relative(directory, path);
  return short.startsWith('..') ? path : short || '.';
}
