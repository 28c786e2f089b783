import type { Session } from '../session.ts';
import type { LintRun } from './lint-run.ts';
import type { LintSource } from './source.ts';

/** From this many documents on the person sees how far it is. */
const MANY = 500;
const STEP = 250;
/**
 * What a document leaves behind is garbage at once, so that a young generation that grows takes memory to save time: half
 * of it for 2,000 documents. With so many that memory counts it stays small.
 */
const VERY_MANY = 5_000;
const KEEP_YOUNG_GENERATION = '--semi-space-growth-factor=1';
const CLEAR_LINE = '\r\u001b[2K';

/** Checks documents one by one; in a terminal many of them show their progress. */
export async function checkSources(
  run: LintRun,
  sources: readonly LintSource[],
  { streams, flags }: Session,
): Promise<void> {
  const { stderr } = streams;
  if (sources.length >= VERY_MANY) (await import('node:v8')).setFlagsFromString(KEEP_YOUNG_GENERATION);
  const isShown = sources.length >= MANY && stderr.isTTY === true && !flags.quiet && !flags.json;
  for (const [index, source] of sources.entries()) {
    if (isShown && index % STEP === 0) stderr.write(`${CLEAR_LINE}${index} of ${sources.length} checked`);
    run.add(source);
  }
  if (isShown) stderr.write(CLEAR_LINE);
}
