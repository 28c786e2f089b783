import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Whether a path names a module that may hold flows: TypeScript, and neither a declaration nor a test. */
export function isFlowModule(path: string): boolean {
  return /\.m?ts$/i.test(path) && !/\.(?:d|test|spec)\.m?ts$/i.test(path);
}

/** The modules of a flows folder, sorted; none where there is no such folder. */
export function flowModulesIn(directory: string): string[] {
  try {
    const names = readdirSync(directory).filter((name) => isFlowModule(name) && !name.startsWith('.'));
    return names.toSorted().map((name) => join(directory, name));
  } catch {
    // Whoever lists the flows of the folder says why it cannot be read.
    return [];
  }
}
