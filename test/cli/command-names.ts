import type { Command } from 'commander';
import { PassThrough } from 'node:stream';
import { createProgram } from '../../src/cli/program.ts';

/** Every command as it is typed, such as `runs` and `runs show`, that help shows. */
export function commandNames(): string[] {
  const stream = new PassThrough();
  const streams = { stdin: stream, stdout: stream, stderr: stream, env: {}, cwd: () => '.' };
  return namesBelow(createProgram(streams, () => {}, [], false));
}

function namesBelow(command: Command, before = ''): string[] {
  // Commander adds a command `help` to those that hold others.
  const shown = command
    .createHelp()
    .visibleCommands(command)
    .filter((inner) => inner.name() !== 'help');
  return shown.flatMap((inner) => {
    const name = `${before}${inner.name()}`;
    return [name].concat(namesBelow(inner, `${name} `));
  });
}
