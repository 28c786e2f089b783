import type { JobEnd } from '../../ports/index.ts';
import type { RunDelivery } from '../../worker/run-processor.ts';
import { durationText } from '../render/duration-text.ts';
import { printable } from '../render/fit-text.ts';
import type { Palette } from '../render/palette.ts';

/** How many jobs ended in which way, as `--json` shows it. */
export interface WorkerTally {
  done: number;
  failed: number;
  handed_back: number;
}

export function emptyTally(): WorkerTally {
  return { done: 0, failed: 0, handed_back: 0 };
}

export function countEnd(tally: WorkerTally, { kind }: JobEnd): void {
  if (kind === 'done') tally.done++;
  else if (kind === 'failed') tally.failed++;
  else tally.handed_back++;
}

/** One line for the end of one delivery of a run. */
export function deliveryLine({ slug, runId, end, isResumed, durationMs }: RunDelivery, palette: Palette): string {
  const facts = palette.dim(`${durationText(durationMs)} · run ${runId}${isResumed ? ' · resumed' : ''}`);
  const name = printable(slug);
  if (end.kind === 'done') return `${palette.good('✓')} ${name}  ${facts}`;
  if (end.kind === 'later') return `${palette.warning('↻')} ${name}  ${facts}  ${palette.warning('comes again')}`;
  return `${palette.bad('✗')} ${name}  ${facts}\n    ${palette.bad(printable(end.error.message))}  ${palette.dim(end.error.code)}`;
}
