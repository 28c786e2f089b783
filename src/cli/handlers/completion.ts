import { RootCommand, script } from '@bomb.sh/tab';
import type { Command } from 'commander';
import { chooseName } from '../choose-name.ts';
import { describeCommands } from '../completion/describe-commands.ts';
import { openChoices } from '../completion/open-choices.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** `completion SHELL`: the script goes to standard output. */
export async function completion(_session: Session, name: string): Promise<Outcome> {
  const shell = chooseName('<shell>', name, SHELLS);
  const text = printedBy(() => script(shell, 'genie-actions', 'genie-actions'));
  return { status: EXIT_STATUS.done, json: { version: 1, shell, script: text }, text };
}

/** `complete -- WORDS`: what the last word may become, a line each, as the script reads it. Never fails: a shell has no use for that. */
export async function complete(session: Session, program: Command, words: readonly string[]): Promise<Outcome> {
  const root = new RootCommand();
  const choices = await openChoices(session, words);
  describeCommands(root, program, choices);
  const text = printedBy(() => root.parse([...words]));
  return { status: EXIT_STATUS.done, json: { version: 1, completions: root.completions }, text };
}

/** What a function writes with `console.log`, which is all that the library does with its answers. */
function printedBy(work: () => void): string {
  const lines: string[] = [];
  const { log } = console;
  console.log = (...texts: unknown[]) => void lines.push(texts.join(' '));
  try {
    work();
  } finally {
    console.log = log;
  }
  return lines.join('\n');
}
