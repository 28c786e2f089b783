import type { ProjectSettings } from '../../config/types.ts';
import { UsageError } from '../../errors.ts';
import { createGrammar, createPrompt, createStructuralTag, type Prompt } from '../../prompt/index.ts';
import { chooseName, sourceFlag } from '../choose-name.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { lazyPorts } from '../lazy-ports.ts';
import { openCatalogue, openSource, providersFor } from '../open-project.ts';
import type { Outcome } from '../outcome.ts';
import { readProjectFlows, type ProjectFlows } from '../project-flows.ts';
import type { Session } from '../session.ts';

export interface PromptFlags {
  budget?: string;
  format?: string;
  grammar?: boolean;
  structuralTag?: boolean;
  from?: string;
  slug?: string[];
}

/** `prompt`. */
export async function prompt(session: Session, flags: PromptFlags): Promise<Outcome> {
  const format = chooseName('--format', flags.format ?? 'text', ['text', 'json']);
  const budgetTokens = flags.budget === undefined ? undefined : readBudget(flags.budget);
  refuseUselessFlags(flags);
  const settings = await session.loadSettings(sourceFlag(flags.from));
  const ports = lazyPorts(providersFor(settings));
  try {
    const source = await openSource(settings, ports.providers);
    const read = await readProjectFlows(source, { catalogue: await openCatalogue(settings) }, flags.slug);
    if (flags.slug !== undefined && read.problems.length > 0)
      throw new UsageError('FLOW_NOT_FOUND', read.problems.join('; '));
    const identity = identityOption(settings.identity);
    if (flags.grammar === true) return grammarOutcome(createGrammar(read.flows, identity), read);
    if (flags.structuralTag === true) return structuralTagOutcome(createStructuralTag(read.flows, identity), read);
    const made = await createPrompt(read.flows, {
      ...identity,
      ...(budgetTokens === undefined ? {} : { budgetTokens }),
    });
    return promptOutcome(made, format, read);
  } finally {
    await ports.close();
  }
}

/** Parameters that a model is not told of, because the runner takes them away. */
function identityOption({ fields, policy }: ProjectSettings['identity']): { identityFields?: readonly string[] } {
  if (policy === 'allow') return { identityFields: [] };
  return fields === undefined ? {} : { identityFields: fields };
}

function promptOutcome(made: Prompt, format: 'text' | 'json', { problems }: ProjectFlows): Outcome {
  const json = { ...made, problems };
  const notUsable = [
    ...made.dropped.map(({ slug, reason }) => `left out: ${slug} (${reason})`),
    ...problemLines(problems),
  ];
  if (made.included.length === 0) {
    const isShort = made.dropped.some(({ reason }) => reason === 'budget');
    return failed(json, [isShort ? 'The budget is too small for any flow.' : NOTHING_CALLABLE, ...notUsable]);
  }
  const notes = [
    `${made.included.length === 1 ? '1 flow' : `${made.included.length} flows`}, about ${made.tokens} tokens`,
    ...made.included
      .filter(({ isShortened }) => isShortened)
      .map(({ slug }) => `shortened: ${slug} (what its optional parameters mean)`),
    ...notUsable,
  ];
  return {
    status: EXIT_STATUS.done,
    json,
    text: format === 'json' ? JSON.stringify(json, null, 2) : made.text,
    notes: notes.join('\n'),
  };
}

function grammarOutcome(grammar: string, { problems }: ProjectFlows): Outcome {
  return {
    status: EXIT_STATUS.done,
    json: { grammar, problems },
    text: grammar,
    notes: problemLines(problems).join('\n'),
  };
}

function structuralTagOutcome(structuralTag: object | undefined, { problems }: ProjectFlows): Outcome {
  const json = { structuralTag: structuralTag ?? null, problems };
  if (structuralTag === undefined) return failed(json, [NOTHING_CALLABLE, ...problemLines(problems)]);
  const text = JSON.stringify(structuralTag, null, 2);
  return { status: EXIT_STATUS.done, json, text, notes: problemLines(problems).join('\n') };
}

const NOTHING_CALLABLE = 'There is no flow that a model can call.';

/** A prompt without flows would teach a model nothing: that is a failure, not an empty success. */
function failed(json: object, lines: readonly string[]): Outcome {
  return { status: EXIT_STATUS.failed, json, text: '', notes: lines.join('\n') };
}

function problemLines(problems: readonly string[]): string[] {
  return problems.map((problem) => `not usable: ${problem}`);
}

function refuseUselessFlags({ grammar, structuralTag, budget, format }: PromptFlags): void {
  if (grammar !== true && structuralTag !== true) return;
  const chosen = grammar === true ? '--grammar' : '--structural-tag';
  const other =
    grammar === true && structuralTag === true
      ? '--structural-tag'
      : budget !== undefined
        ? '--budget'
        : format !== undefined
          ? '--format'
          : undefined;
  if (other !== undefined) throw new UsageError('OPTIONS_CONFLICT', `${other} does not go with ${chosen}`);
}

function readBudget(text: string): number {
  const tokens = Number(text);
  if (!Number.isInteger(tokens) || tokens < 1)
    throw new UsageError('OPTION_INVALID', `--budget ${text}: must be a number of tokens, such as 900`);
  return tokens;
}
