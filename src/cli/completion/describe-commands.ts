import type { Command as Described, RootCommand } from '@bomb.sh/tab';
import type { Argument, Command, Option } from 'commander';
import type { Choices } from './open-choices.ts';

/** Tells the library what commander knows: every command, flag and argument, and what may stand for it. */
export function describeCommands(root: RootCommand, program: Command, choices: Choices): void {
  describe(root, program, program, choices);
  const walk = (command: Command, path: string): void => {
    for (const inner of visibleCommands(command)) {
      const name = path === '' ? inner.name() : `${path} ${inner.name()}`;
      describe(root.command(name, inner.summary() || inner.description()), inner, program, choices);
      walk(inner, name);
    }
  };
  walk(program, '');
}

function describe(described: Described, command: Command, program: Command, choices: Choices): void {
  const options = command === program ? program.options : [...command.options, ...program.options];
  for (const option of options) if (!option.hidden) describeOption(described, option, command, choices);
  for (const argument of command.registeredArguments) describeArgument(described, argument, command, choices);
}

function describeOption(described: Described, option: Option, command: Command, choices: Choices): void {
  const name = option.long?.replace(/^--/, '');
  if (name === undefined) return;
  const alias = option.short?.replace(/^-/, '');
  const isSwitch = !option.required && !option.optional;
  if (isSwitch) {
    if (alias === undefined) described.option(name, option.description);
    else described.option(name, option.description, alias);
    return;
  }
  described.option(name, option.description, suggest(choices.ofOption(name, command.name())), alias);
}

function describeArgument(described: Described, argument: Argument, command: Command, choices: Choices): void {
  described.argument(argument.name(), suggest(choices.ofArgument(argument.name(), command.name())), argument.variadic);
}

function suggest(values: readonly string[]): (complete: (value: string, description: string) => void) => void {
  return (complete) => {
    for (const value of values) complete(value, '');
  };
}

function visibleCommands(command: Command): readonly Command[] {
  return command.createHelp().visibleCommands(command);
}
