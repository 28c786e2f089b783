import type { Command } from 'commander';

/** Adds examples to a command's help: what to type after `genie-actions`, and what it does. */
export function examples(command: Command, lines: ReadonlyArray<readonly [typed: string, meaning: string]>): void {
  const width = Math.max(...lines.map(([typed]) => typed.length));
  const isWide = width > 60;
  const text = lines.map(([typed, meaning]) =>
    isWide ? `  # ${meaning}\n  genie-actions ${typed}` : `  genie-actions ${typed.padEnd(width)}  # ${meaning}`,
  );
  command.addHelpText(
    'after',
    ({ command: shown }) => `\n${shown.createHelp().styleTitle('Examples:')}\n${text.join('\n')}\n`,
  );
}
