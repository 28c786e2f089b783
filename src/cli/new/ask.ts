import { cancel, isCancel, select, text } from '@clack/prompts';
import type { NewKind } from '../handlers/new.ts';
import type { Streams } from '../streams.ts';

interface Known {
  kind: NewKind | undefined;
  name: string | undefined;
  description: string | undefined;
}

/** Asks what is missing. `undefined` when the person gives up. Only for a terminal: elsewhere it would never settle. */
export async function askForNew(
  { kind, name, description }: Known,
  { stdin, stderr }: Streams,
): Promise<{ kind: NewKind; name: string; description: string | undefined } | undefined> {
  const io = { input: stdin, output: stderr };
  const chosen =
    kind ??
    (await select<NewKind>({
      message: 'What do you start?',
      options: [
        { value: 'flow', label: 'A flow', hint: 'steps in JSON' },
        { value: 'test', label: 'A test', hint: 'for a flow that is there' },
        { value: 'step', label: 'A step type', hint: 'TypeScript' },
        { value: 'action', label: 'An action', hint: 'TypeScript, runs like a flow' },
      ],
      ...io,
    }));
  if (isCancel(chosen)) return giveUp(io);
  const question = chosen === 'test' ? 'Which flow does it test?' : 'How is it called?';
  const named = name ?? (await text({ message: question, placeholder: 'post-create', validate: refuseNothing, ...io }));
  if (isCancel(named)) return giveUp(io);
  if (chosen === 'test' || description !== undefined) return { kind: chosen, name: named, description };
  const described = await text({ message: 'What is it for?', placeholder: 'one sentence; may stay empty', ...io });
  if (isCancel(described)) return giveUp(io);
  return { kind: chosen, name: named, description: described || undefined };
}

function refuseNothing(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? 'Write a name.' : undefined;
}

function giveUp(io: { output: Streams['stderr'] }): undefined {
  cancel('Nothing was written.', io);
  return undefined;
}
