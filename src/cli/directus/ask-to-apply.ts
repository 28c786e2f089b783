import { UsageError } from '../../errors.ts';
import type { Session } from '../session.ts';

/** Whether a plan may be carried out: `--yes` says so, a person in a terminal is shown the plan and asked. */
export async function askToApply(session: Session, plan: string): Promise<'agreed' | 'asked' | 'refused'> {
  if (session.flags.yes === true) return 'agreed';
  if (!session.isInteractive) {
    throw new UsageError('CONFIRMATION_REQUIRED', 'Nobody can be asked whether to go on', {
      detail: 'Add --yes to create what is missing, or --dry-run to see it.',
    });
  }
  const { confirm, isCancel } = await import('@clack/prompts');
  const { streams } = session;
  streams.stderr.write(`${plan}\n\n`);
  const isAgreed = await confirm({ message: 'Create this?', input: streams.stdin, output: streams.stderr });
  return !isCancel(isAgreed) && isAgreed ? 'asked' : 'refused';
}
