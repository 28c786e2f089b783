import { UsageError } from '../../errors.ts';
import type { FlowPlan } from '../../sync/types.ts';
import { createPalette } from '../render/palette.ts';
import { flowsText } from '../render/sync-words.ts';
import type { Session } from '../session.ts';

/**
 * Whether these flows may be deleted: shows them and asks. `--yes` does not answer this question.
 * Throws `CONFIRMATION_REQUIRED` where nobody can be asked.
 */
export async function askToPrune(session: Session, deletions: readonly FlowPlan[], where: string): Promise<boolean> {
  const slugs = deletions.map(({ slug }) => slug);
  if (!session.isInteractive) {
    throw new UsageError('CONFIRMATION_REQUIRED', `Nobody can be asked whether to delete ${slugs.join(', ')}`, {
      detail: `Name what may be deleted: --prune=${slugs.join(',')}`,
    });
  }
  const { streams } = session;
  const palette = createPalette(session.hasColor(streams.stderr));
  const lines = slugs.map((slug) => `${palette.bad('-')} ${slug}`);
  streams.stderr.write(`To be deleted ${where}:\n${lines.join('\n')}\n\n`);
  const { confirm, isCancel } = await import('@clack/prompts');
  const answer = await confirm({
    message: `Delete ${flowsText(slugs.length)} ${where}?`,
    initialValue: false,
    input: streams.stdin,
    output: streams.stderr,
  });
  return !isCancel(answer) && answer;
}
