import type { CommanderError } from 'commander';
import { UsageError } from '../errors.ts';

const CODES: Record<string, string> = {
  'commander.unknownOption': 'UNKNOWN_OPTION',
  'commander.unknownCommand': 'UNKNOWN_COMMAND',
  'commander.excessArguments': 'EXCESS_ARGUMENTS',
  'commander.missingArgument': 'ARGUMENT_MISSING',
  'commander.missingMandatoryOptionValue': 'OPTION_MISSING',
  'commander.optionMissingArgument': 'OPTION_VALUE_MISSING',
  'commander.invalidArgument': 'OPTION_INVALID',
  'commander.conflictingOption': 'OPTIONS_CONFLICT',
  'commander.help': 'COMMAND_MISSING',
};

/** Says commander's complaint in this project's form: one sentence, a suggestion, a way out. */
export function usageErrorOf(error: CommanderError): UsageError {
  const code = CODES[error.code] ?? 'USAGE';
  if (code === 'COMMAND_MISSING') return new UsageError(code, 'No command was given', { detail: HELP, cause: error });
  const group = /too many arguments for '(runs|steps)'\. Expected 0 arguments but got 1: (.*)\.$/.exec(error.message);
  if (group !== null) {
    const [, name, word] = group;
    return new UsageError(code, `"${name}" takes no "${word}"`, {
      detail: `To look at one: genie-actions ${name} show ${word}`,
      cause: error,
    });
  }
  const [first = '', hint = ''] = error.message.replace(/^error: /, '').split('\n');
  const suggestion = /^\(Did you mean (?:one of )?(.+)\?\)$/.exec(hint)?.[1];
  const sentence = first.replaceAll("'", '"').replace(/\.$/, '');
  const message = `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
  return new UsageError(code, suggestion === undefined ? message : `${message}; did you mean "${suggestion}"?`, {
    detail: HELP,
    cause: error,
  });
}

const HELP = 'Run "genie-actions --help", or "genie-actions COMMAND --help".';
