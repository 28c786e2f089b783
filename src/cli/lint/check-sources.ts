import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import type { Session } from '../session.ts';
import type { SharedCheck } from './check-together.ts';
import type { LintRun } from './lint-run.ts';
import type { LintSource } from './source.ts';

/**
 * From this many documents on the person sees how far it is, and other processors help: for fewer, starting threads costs
 * more than it saves.
 */
const MANY = 500;
const STEP = 250;
/** More would mostly wait for the disk. */
const MOST_THREADS = 4;
/**
 * What a document leaves behind is garbage at once, so that a young generation that grows takes memory (267 MB, not 150, for
 * 10,000 documents) to save time (half of it for 2,000): worth it until memory counts. Then threads do the work, whose
 * memory is limited.
 */
const VERY_MANY = 5_000;
const KEEP_YOUNG_GENERATION = '--semi-space-growth-factor=1';
const CLEAR_LINE = '\r\u001b[2K';

/**
 * Checks documents one by one; in a terminal many of them show their progress. Many that stand on disk are checked in
 * several threads where `shared` says how.
 */
export async function checkSources(
  run: LintRun,
  sources: readonly LintSource[],
  { streams, flags }: Session,
  shared?: Pick<SharedCheck, 'lint' | 'options'>,
): Promise<void> {
  const { stderr } = streams;
  if (sources.length >= VERY_MANY) setFlagsFromString(KEEP_YOUNG_GENERATION);
  const isShown = sources.length >= MANY && stderr.isTTY === true && !flags.quiet && !flags.json;
  const show = (checked: number): void => {
    if (isShown) stderr.write(`${CLEAR_LINE}${checked} of ${sources.length} checked`);
  };
  const processors = Math.min(MOST_THREADS, availableParallelism());
  const areStored = sources.length >= MANY && sources.every(({ isOnDisk }) => isOnDisk === true);
  if (shared !== undefined && processors > 1 && areStored) {
    const { checkTogether } = await import('./check-together.ts');
    const takesPart = sources.length < VERY_MANY;
    const threads = takesPart ? processors - 1 : processors;
    await checkTogether(run, sources, { ...shared, threads, takesPart, onProgress: show });
  } else {
    for (const [index, source] of sources.entries()) {
      if (index % STEP === 0) show(index);
      run.add(source);
    }
  }
  if (isShown) stderr.write(CLEAR_LINE);
}
