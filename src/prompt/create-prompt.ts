import type { Flow } from '../flow/index.ts';
import type { JsonObject } from '../json.ts';
import { readCallableFlows, type FlowsForModels, type NotCallable } from './callable-flows.ts';
import type { DescribedParameter } from './describe-parameters.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { entryText, readFlowEntry, type FlowEntry } from './flow-entry.ts';
import { shortenToBudget, type ChosenEntry } from './shorten-to-budget.ts';

export interface PromptOptions extends FlowsForModels {
  /** Tokens that the text may take, by the estimate. Without it nothing is dropped. */
  budgetTokens?: number;
}

export interface PromptFlow {
  slug: string;
  name: string;
  purpose: string;
  parameters: DescribedParameter[];
  /** Sets of parameters of which one must be given whole; empty when there is no choice. */
  alternatives: string[][];
  /** A host asks a person before it runs. */
  needsConfirmation: boolean;
  /** Parameters that satisfy the flow's `input`, and the tag that hands them over; absent when none were found. */
  example?: JsonObject;
  tag?: string;
  /** The text leaves out what its optional parameters mean, to keep to the budget. */
  isShortened: boolean;
}

export interface DroppedFlow {
  slug: string;
  /** `budget`: there was no room. */
  reason: NotCallable | 'budget';
}

/** The part of a system prompt that teaches a model the tags, as text and as data. */
export interface Prompt {
  /** Empty when no flow is included. */
  text: string;
  included: PromptFlow[];
  dropped: DroppedFlow[];
  /** An estimate for the text, rather too high than too low. */
  tokens: number;
}

/**
 * Describes every active flow once, in the order given, which is the order of importance when the budget is short.
 * The same flows give the same text. Rejects with `SCHEMA_INVALID` when a flow's `input` is no JSON Schema.
 */
export async function createPrompt(flows: readonly Flow[], options: PromptOptions = {}): Promise<Prompt> {
  const { callable, others } = readCallableFlows(flows, options);
  const entries: FlowEntry[] = [];
  for (const flow of callable) entries.push(await readFlowEntry(flow, options.identityFields ?? ['user_id']));
  const { chosen, dropped } = shortenToBudget(entries, options.budgetTokens ?? Infinity, promptText);
  const text = promptText(chosen);
  const reasons: DroppedFlow[] = [...dropped.map((slug) => ({ slug, reason: 'budget' as const })), ...others];
  return { text, included: chosen.map(promptFlow), dropped: reasons, tokens: estimateTokens(text) };
}

const INTRODUCTION = `## Actions
You can start an action by writing a tag: \`[ACTION:slug:{"parameter":"value"}]\`. The system takes the tag out of your answer and runs the action; the user never sees the tag, so say in a sentence what you are doing.
- Write the tag on its own line, once, outside code blocks.
- After the slug comes one JSON object in one line, with double quotes. Write {} when there is nothing to say.
- Use only the actions below and only their parameters. Take the values from the conversation; never invent an id.
- When a required value is missing, ask for it and write no tag. When no action fits, answer without one.
- To talk about the format put it in backticks.`;

function promptText(chosen: readonly ChosenEntry[]): string {
  if (chosen.length === 0) return '';
  return `${[INTRODUCTION, ...chosen.map(({ entry, isShortened }) => entryText(entry, isShortened))].join('\n\n')}\n`;
}

function promptFlow({ entry, isShortened }: ChosenEntry): PromptFlow {
  const { flow, purpose, described, example, tag } = entry;
  return {
    slug: flow.slug,
    name: flow.name,
    purpose,
    parameters: described.parameters,
    alternatives: described.alternatives,
    needsConfirmation: flow.confirm,
    ...(example === undefined ? {} : { example }),
    ...(tag === undefined ? {} : { tag }),
    isShortened,
  };
}
