import { setImmediate as nextTurn } from 'node:timers/promises';
import { BlockQueue, blockOf, BLOCK_LENGTH } from './block-queue.ts';
import type { Linter } from './create-linter.ts';
import type { LintRun } from './lint-run.ts';
import { startThreads, type SharedOptions } from './lint-threads.ts';
import { filesWithSharedSlugs, lintBlock, type LintedBlock } from './linted-block.ts';
import type { LintSource } from './source.ts';

export interface SharedCheck {
  lint: Linter;
  /** What `lint` was made from; its step types are the built-in ones. */
  options: SharedOptions;
  threads: number;
  /** Whether this thread checks documents, too. Its memory has no limit of its own, as that of the others has. */
  takesPart: boolean;
  /** Now and then, while they are busy. */
  onProgress: (checked: number) => void;
}

const PROGRESS_MS = 100;

const THIS_THREAD = 1;

/**
 * Checks documents on disk in several threads and joins what they find in the order of the documents.
 * What a thread took and did not bring back is checked here.
 */
export async function checkTogether(
  run: LintRun,
  sources: readonly LintSource[],
  { lint, options, threads, takesPart, onProgress }: SharedCheck,
): Promise<void> {
  const queue = BlockQueue.over(sources.length);
  const stored = sources.map(({ file, path, isExplicit }) => ({ file, path: path!, isExplicit }));
  const blocks: LintedBlock[] = [];
  const started = startThreads(threads, queue, { sources: stored, options }, ({ block, linted }) => {
    blocks[block] = linted;
  });
  const timer = setInterval(() => onProgress(queue.taken * BLOCK_LENGTH), PROGRESS_MS);
  for (let block = take(queue, takesPart); block !== undefined; block = take(queue, takesPart)) {
    blocks[block] = lintBlock(blockOf(sources, block), lint);
    await nextTurn();
  }
  await Promise.all(started.map((thread) => thread.finish()));
  clearInterval(timer);
  for (let block = 0; block < queue.length; block++) {
    run.join((blocks[block] ??= lintBlock(blockOf(sources, block), lint)));
  }
  const shared = filesWithSharedSlugs(blocks);
  for (const source of sources) if (shared.has(source.file)) run.tell(source);
}

function take(queue: BlockQueue, takesPart: boolean): number | undefined {
  return takesPart ? queue.take(THIS_THREAD) : undefined;
}
