import { Worker } from 'node:worker_threads';
import type { BlockQueue } from './block-queue.ts';
import type { LinterOptions } from './create-linter.ts';
import type { StoredSource } from './find-sources.ts';
import type { LintedBlock } from './linted-block.ts';

/** What a linter is made from, where the step types are the built-in ones. */
export type SharedOptions = Omit<LinterOptions, 'catalogue'>;

export interface ThreadJob {
  /** Its number in the queue. */
  readonly worker: number;
  readonly cells: BlockQueue['cells'];
  readonly sources: readonly StoredSource[];
  readonly options: SharedOptions;
}

export interface ThreadMessage {
  readonly block: number;
  readonly linted: LintedBlock;
}

export interface LintThread {
  /**
   * Resolves when it brings no more blocks: none is left, or it came too late for any. Never rejects: of a thread that
   * could not start, or was lost, blocks are missing.
   */
  finish(): Promise<void>;
}

/** Beside this module it is called the same in the sources, in the library and in the bundle, but for its ending. */
const FILE = new URL(`./lint-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/** What a document leaves behind is garbage at once: at any time a thread needs about 16 MB, most of it for the program. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 32 };

/** Starts threads that take blocks of the sources from the queue and read the files themselves. */
export function startThreads(
  count: number,
  queue: BlockQueue,
  { sources, options }: Pick<ThreadJob, 'sources' | 'options'>,
  onLinted: (message: ThreadMessage) => void,
): LintThread[] {
  return Array.from({ length: count }, (_, index) =>
    startThread({ worker: index + 2, cells: queue.cells, sources, options }, queue, onLinted),
  );
}

function startThread(job: ThreadJob, queue: BlockQueue, onLinted: (message: ThreadMessage) => void): LintThread {
  const end = Promise.withResolvers<void>();
  let thread: Worker;
  try {
    thread = new Worker(FILE, { workerData: job, resourceLimits: RESOURCE_LIMITS });
  } catch {
    return { finish: () => Promise.resolve() };
  }
  thread.on('message', onLinted);
  // What it could not do is done by whoever started it, and fails there with its cause.
  thread.on('error', () => {});
  thread.once('exit', () => end.resolve());
  return {
    async finish() {
      const isLate = queue.taken === queue.length && !queue.hasTakenAny(job.worker);
      if (isLate) await thread.terminate();
      return end.promise;
    },
  };
}
