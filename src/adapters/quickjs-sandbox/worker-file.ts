import { existsSync } from 'node:fs';
import { GenieError } from '../../errors.ts';

/**
 * The file that the threads start with. Beside this module it is `worker.ts` (run from source) or `worker.js` (built).
 * A bundle moves this code elsewhere below `dist/`; the built file is then found from each folder above it.
 */
export function workerFile(from: string = import.meta.url): URL {
  const extension = new URL(from).pathname.endsWith('.ts') ? 'ts' : 'js';
  const candidates = [
    `./worker.${extension}`,
    './adapters/quickjs-sandbox/worker.js',
    '../adapters/quickjs-sandbox/worker.js',
    '../../adapters/quickjs-sandbox/worker.js',
    './dist/adapters/quickjs-sandbox/worker.js',
  ].map((path) => new URL(path, from));
  const found = candidates.find((candidate) => candidate.protocol === 'file:' && existsSync(candidate));
  if (found === undefined) {
    throw new GenieError('INTERNAL', 'The file of the script sandbox is missing', {
      detail: `Looked at ${candidates.map(String).join(', ')}. Install the package again; bundlers have to keep this file.`,
    });
  }
  return found;
}
