import { statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { builtInFacts } from '../../facts/built-in-facts.ts';
import { BlockQueue, blockOf } from './block-queue.ts';
import { createLinter } from './create-linter.ts';
import { storedSource, type StoredSource } from './find-sources.ts';
import type { ThreadJob, ThreadMessage } from './lint-threads.ts';
import { lintBlock } from './linted-block.ts';

// Where a thread begins that helps to check documents; see `startThreads`.
const { worker, cells, sources, options } = workerData as ThreadJob;
const queue = new BlockQueue(cells);
const lint = createLinter({ ...options, catalogue: builtInFacts() });
const port = parentPort!;
/** Of a longer document the model may take more memory than a thread has: whoever started the thread checks its block. */
const MOST_BYTES = 200_000;
const isLong = ({ path }: StoredSource): boolean => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MOST_BYTES;
for (let block = queue.take(worker); block !== undefined; block = queue.take(worker)) {
  const stored = blockOf(sources, block);
  if (stored.some(isLong)) continue;
  const linted = lintBlock(stored.map(storedSource), lint);
  port.postMessage({ block, linted } satisfies ThreadMessage, []);
}
