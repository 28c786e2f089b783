import type { Command } from 'commander';
import { collect } from '../collect.ts';
import { examples } from '../examples.ts';
import type { PromptFlags } from '../handlers/prompt.ts';
import type { Perform } from '../program.ts';

export function declarePrompt(program: Command, perform: Perform): void {
  const command = program
    .command('prompt')
    .summary('print the part of a system prompt that teaches the tags')
    .description('Print what teaches a model the tags: every active flow once, with its purpose and a valid example.')
    .option('--budget <tokens>', 'use at most that many tokens; what is dropped is named')
    .option('--format <format>', 'text or json')
    .option('--grammar', 'print a GBNF grammar instead, for llama.cpp')
    .option('--structural-tag', 'print a structural tag instead, for xgrammar (vLLM, SGLang, MLC)')
    .option('--from <source>', 'local (the flows folder) or directus')
    .option('--slug <slug>', 'only these flows, the most important first; repeatable', collect)
    .action((flags: PromptFlags) =>
      perform(async (session) => (await import('../handlers/prompt.ts')).prompt(session, flags)),
    );
  examples(command, [
    ['prompt > system-prompt.md', 'everything a model has to know'],
    ['prompt --budget 900 --slug post-create --slug memory-recall', 'two flows in little room'],
    ['prompt --grammar > actions.gbnf', 'make malformed tags impossible'],
  ]);
}
