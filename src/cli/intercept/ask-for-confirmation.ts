import type { RunOptions } from '../../runner/types.ts';
import type { Session } from '../session.ts';

/** How a person is asked before a confirmed flow: `--yes` answers for all, a terminal asks, otherwise nobody can be asked. */
export function askForConfirmation(session: Session): RunOptions['confirm'] | undefined {
  if (session.flags.yes === true) return async () => true;
  if (!session.isInteractive) return undefined;
  return async ({ name, description, input }) => {
    const { confirm, isCancel } = await import('@clack/prompts');
    session.note(`${name}${description === '' ? '' : `: ${description}`}\n${JSON.stringify(input, null, 2)}`);
    const answer = await confirm({ message: `Run "${name}" with these parameters?`, initialValue: false });
    return !isCancel(answer) && answer;
  };
}
