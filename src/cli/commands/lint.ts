import type { Command } from 'commander';
import { collect } from '../collect.ts';
import { examples } from '../examples.ts';
import type { LintFlags } from '../lint/lint-flags.ts';
import type { Perform } from '../program.ts';

export function declareLint(program: Command, perform: Perform): void {
  const command = program
    .command('lint')
    .summary('check flows')
    .description(
      'Check flows: their JSON, steps and settings, references and types, and what they do with untrusted values. ' +
        "Without a path, the project's flows folder. Findings go to standard output, a summary to standard error.",
    )
    .argument('[paths...]', 'files, folders, globs, or "-" for standard input')
    .option('--stdin-file-path <path>', 'the name that findings of standard input carry')
    .option('--format <name>', 'pretty, agent, json, jsonl, sarif, github, gitlab, junit or stylish')
    .option('--output <file>', 'write the findings into a file')
    .option(
      '--rule <rule>',
      'NAME=SEVERITY (error, warning, info, off) sets a rule or a group; NAME runs only that; repeatable',
      collect,
    )
    .option('--rules', 'list the rules and how they are set')
    .option('--preset <name>', 'recommended, strict or audit')
    .option('--fail-on <severity>', 'end with 1 from this severity on: error (default), warning or info')
    .option('--max-warnings <n>', 'end with 1 when there are more warnings than this')
    .option('--schema <snapshot>', "a snapshot of Directus's collections and fields to check against")
    .option('--prompt <file>', 'a system prompt; what it says of flows is checked against them')
    .option('--fragment', 'the documents are single steps or lists of steps; names from outside are not looked for')
    .option('--execute', 'run modules (.ts) and check the flows that they export, at the lines that wrote them')
    .option('--baseline <file>', 'leave out the findings that this file lists')
    .option('--update-baseline', 'write the findings of now into the baseline')
    .option('--fix [which]', 'repair what can be repaired safely; --fix=all also what should be looked at')
    .option('--fix-dry-run', 'print what --fix would change, as a unified diff')
    .option('--watch', 'go on and check each file again when it changes')
    .option('--staged', 'only files that git has staged')
    .option('--changed', 'only files that differ from the last commit')
    .option('--remote', 'the flows of the action_flows collection')
    .action((paths: string[], flags: LintFlags) =>
      perform(async (session) => (await import('../handlers/lint.ts')).lint(session, paths, flags)),
    );
  examples(command, [
    ['lint', "the project's flows"],
    ['lint flows/post-create.json --fix', 'repair one file'],
    ['lint --format github --fail-on warning', 'in continuous integration'],
    ['lint --rule ref --rule type', 'only two groups of rules'],
    ['lint --preset strict --rule sec/insecure-url=off', 'more rules, without one'],
    ['lint --staged', 'before a commit'],
  ]);
}
