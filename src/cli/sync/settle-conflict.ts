import type { FlowPlan } from '../../sync/types.ts';
import { createPalette } from '../render/palette.ts';
import { flowDiff } from '../render/sync-diff.ts';
import type { Session } from '../session.ts';
import { askAboutConflict, type ConflictAnswer, type Settlement } from './ask-about-conflict.ts';

/** Shows one conflict and asks what becomes of it. */
export async function settleConflict(
  session: Session,
  conflict: FlowPlan,
  settlements: readonly Settlement[],
  { index, total }: { index: number; total: number },
): Promise<ConflictAnswer> {
  const { streams } = session;
  const palette = createPalette(session.hasColor(streams.stderr));
  const count = total === 1 ? '' : `${palette.dim(`Conflict ${index + 1} of ${total}`)}\n`;
  const width = streams.stderr.columns ?? 80;
  streams.stderr.write(`\n${count}${flowDiff(conflict, { palette, width })}\n\n`);
  return askAboutConflict(conflict, settlements, streams);
}
