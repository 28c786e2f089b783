import { openSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { ReadStream } from 'node:tty';
import type { RunOptions } from '../../runner/types.ts';
import type { Session } from '../session.ts';

const TERMINAL = '/dev/tty';

/**
 * How a person is asked before a confirmed flow: `--yes` answers for all, a terminal asks, otherwise nobody can be asked.
 * The answer of the model usually takes standard input, so the person answers at the terminal itself. Nothing is asked
 * before `settled`, so that a question never stands in the middle of other lines.
 */
export function askForConfirmation(
  session: Session,
  settled: () => Promise<void>,
  signal: AbortSignal,
): RunOptions['confirm'] | undefined {
  const { flags, streams } = session;
  if (flags.yes === true) return async () => true;
  if (flags.json === true || streams.stderr.isTTY !== true) return undefined;
  const open = terminalOpener(session);
  if (open === undefined) return undefined;
  return async ({ name, description, input }) => {
    await settled();
    const { confirm, isCancel } = await import('@clack/prompts');
    session.note(`${name}${description === '' ? '' : `: ${description}`}\n${JSON.stringify(input, null, 2)}`);
    const terminal = open();
    try {
      const answer = await confirm({
        message: `Run "${name}" with these parameters?`,
        initialValue: false,
        input: terminal,
        output: streams.stderr,
        signal,
      });
      return !isCancel(answer) && answer;
    } finally {
      if (terminal !== streams.stdin) terminal.destroy();
    }
  };
}

/** Opens where a person can answer: the terminal, or where it has no name standard input if it is one. */
function terminalOpener({ streams }: Session): (() => Readable) | undefined {
  const open = () => new ReadStream(openSync(TERMINAL, 'r'));
  try {
    open().destroy();
    return open;
  } catch {
    return streams.stdin.isTTY === true ? () => streams.stdin : undefined;
  }
}
