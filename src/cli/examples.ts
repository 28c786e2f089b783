import type { Command } from 'commander';

/** Adds examples to a command's help: what to type after `genie-actions`, and what it does. */
export function examples(command: Command, lines: ReadonlyArray<readonly [typed: string, meaning: string]>): void {
  command.addHelpText('after', ({ command: shown }) => {
    const help = shown.createHelp();
    const columns = shown.configureOutput().getOutHelpWidth?.() ?? 100;
    return `\n${help.styleTitle('Examples:')}\n${exampleLines(lines, columns).join('\n')}\n`;
  });
}

/** Side by side where every line fits, else the meaning above what is typed. */
function exampleLines(lines: ReadonlyArray<readonly [string, string]>, columns: number): string[] {
  const width = Math.max(...lines.map(([typed]) => typed.length));
  const sideBySide = lines.map(([typed, meaning]) => `  genie-actions ${typed.padEnd(width)}  # ${meaning}`);
  if (sideBySide.every((line) => line.length <= columns)) return sideBySide;
  return lines.flatMap(([typed, meaning]) => [`  # ${meaning}`, `  genie-actions ${typed}`]);
}
