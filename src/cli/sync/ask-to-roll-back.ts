import { UsageError } from '../../errors.ts';
import type { FlowPlan } from '../../sync/types.ts';
import { createPalette } from '../render/palette.ts';
import { localTime } from '../render/local-time.ts';
import { changeLines } from '../render/sync-changes.ts';
import type { Session } from '../session.ts';
import type { ToldRevision } from './read-history.ts';

/** Whether a row may be set back: `--yes` says so, a person in a terminal is shown what changes and asked. */
export async function askToRollBack(
  session: Session,
  { slug, changes }: FlowPlan,
  { id, at }: ToldRevision,
): Promise<'agreed' | 'asked' | 'refused'> {
  if (session.flags.yes === true) return 'agreed';
  if (!session.isInteractive) {
    throw new UsageError('CONFIRMATION_REQUIRED', 'Nobody can be asked whether to go on', {
      detail: 'Add --yes to roll back, or --dry-run to see what would change.',
    });
  }
  const { streams } = session;
  const palette = createPalette(session.hasColor(streams.stderr));
  const lines = changeLines(changes, false, { palette, width: streams.stderr.columns ?? 80 });
  streams.stderr.write(
    `${palette.strong(slug)}  ${palette.dim(`back to revision ${id}${timeOf(at)}`)}\n${lines.join('\n')}\n\n`,
  );
  const { confirm, isCancel } = await import('@clack/prompts');
  const isAgreed = await confirm({ message: 'Write this to Directus?', input: streams.stdin, output: streams.stderr });
  return !isCancel(isAgreed) && isAgreed ? 'asked' : 'refused';
}

function timeOf(at: string): string {
  const time = Date.parse(at);
  return Number.isNaN(time) ? '' : ` of ${localTime(time)}`;
}
