import { estimateTokens } from './estimate-tokens.ts';
import { hasOptionalDescriptions, type FlowEntry } from './flow-entry.ts';

export interface ChosenEntry {
  entry: FlowEntry;
  isShortened: boolean;
}

/**
 * Keeps the text within the budget. First what optional parameters mean goes, from the last flow to the first, until it
 * fits. Then whole flows: each is taken in turn as long as there is room, so that an early long one may make way for later
 * short ones only when it does not fit itself.
 */
export function shortenToBudget(
  entries: readonly FlowEntry[],
  budgetTokens: number,
  write: (chosen: readonly ChosenEntry[]) => string,
): { chosen: ChosenEntry[]; dropped: string[] } {
  const fits = (chosen: readonly ChosenEntry[]) => estimateTokens(write(chosen)) <= budgetTokens;
  const whole = entries.map((entry): ChosenEntry => ({ entry, isShortened: false }));
  if (fits(whole)) return { chosen: whole, dropped: [] };
  for (const chosen of whole.toReversed()) {
    if (!hasOptionalDescriptions(chosen.entry)) continue;
    chosen.isShortened = true;
    if (fits(whole)) return { chosen: whole, dropped: [] };
  }
  const kept: ChosenEntry[] = [];
  const dropped: string[] = [];
  for (const chosen of whole) {
    if (fits([...kept, chosen])) kept.push(chosen);
    else dropped.push(chosen.entry.flow.slug);
  }
  return { chosen: kept, dropped };
}
