import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder for one service. All of them lie in the folder of the run, which goes with it. */
export function liveFolder(name: string): string {
  return mkdtempSync(path.join(tmpdir(), `${name}-`));
}
