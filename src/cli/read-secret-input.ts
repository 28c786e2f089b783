import { text } from 'node:stream/consumers';
import { UsageError } from '../errors.ts';
import type { Session } from './session.ts';

/** Exports of all cookies of a browser are below 2 MB. */
const MAX_CHARACTERS = 10_000_000;

/**
 * What a person must not write into an argument, where the list of processes and the shell's history show it: standard input, in
 * a terminal a prompt that shows nothing. `undefined` when the person gave up.
 */
export async function readSecretInput(session: Session, question: string): Promise<string | undefined> {
  const { stdin, stderr } = session.streams;
  if (stdin.isTTY !== true) {
    const input = await text(stdin);
    if (input.length <= MAX_CHARACTERS) return input;
    throw new UsageError('INPUT_TOO_LARGE', `Standard input holds more than ${MAX_CHARACTERS} characters`);
  }
  if (!session.isInteractive) {
    throw new UsageError('INPUT_MISSING', 'There is nothing on standard input, and nobody to ask', {
      detail: 'Pipe the value into the command: … < file.json',
    });
  }
  const { isCancel, password } = await import('@clack/prompts');
  const answer = await password({ message: question, mask: '', input: stdin, output: stderr });
  return isCancel(answer) ? undefined : (answer ?? '');
}
