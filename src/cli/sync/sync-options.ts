import type { Command } from 'commander';

const SLUGS = ['[slugs...]', 'only these flows: slugs, or globs such as "post-*" in quotes'] as const;
const TARGET = [
  '--target <name>',
  'a Directus of "targets" in the configuration; without it that of DIRECTUS_URL',
] as const;

/** What all commands between the project and a Directus take. */
export function withTarget(command: Command): Command {
  return command.option(...TARGET);
}

/** What `status` and `diff` take. */
export function withSlugs(command: Command): Command {
  return withTarget(command.argument(...SLUGS));
}

/** What `push` and `pull` take. */
export function withResolutions(
  command: Command,
  sides: { ours: string; theirs: string; merge: string; prune: string },
): Command {
  return withSlugs(command)
    .option('--ours', sides.ours)
    .option('--theirs', sides.theirs)
    .option('--merge', sides.merge)
    .option('--prune [=slugs]', sides.prune)
    .option('--moved', 'the Directus has a new address: go on with what is known of the old one')
    .option('--dry-run', 'show what would be done, and write nothing');
}

/**
 * The value of `--prune` belongs to it only behind "=": in `push --prune post-create` the word is a flow to push, which
 * commander cannot tell apart.
 */
export function isWrittenWithValue(command: Command, option: string): boolean {
  let root = command;
  while (root.parent !== null) root = root.parent;
  const { rawArgs } = root as Command & { rawArgs: readonly string[] };
  return rawArgs.some((written) => written.startsWith(`${option}=`));
}
