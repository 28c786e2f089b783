import type { Session } from '../session.ts';
import type { LintRun } from './lint-run.ts';
import type { LintSource } from './source.ts';

/** From this many documents on the person sees how far it is. */
const MANY = 500;
const STEP = 250;
const CLEAR_LINE = '\r\u001b[2K';

/** Checks documents one by one; in a terminal many of them show their progress. */
export function checkSources(run: LintRun, sources: readonly LintSource[], { streams, flags }: Session): void {
  const { stderr } = streams;
  const isShown = sources.length >= MANY && stderr.isTTY === true && !flags.quiet && !flags.json;
  for (const [index, source] of sources.entries()) {
    if (isShown && index % STEP === 0) stderr.write(`${CLEAR_LINE}${index} of ${sources.length} checked`);
    run.add(source);
  }
  if (isShown) stderr.write(CLEAR_LINE);
}
