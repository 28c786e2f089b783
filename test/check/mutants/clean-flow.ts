import type { JsonObject } from '../../../src/json.ts';
import { FlowDraft } from './flow-draft.ts';
import { Random } from './random.ts';
import { ownProfile, RECIPES } from './recipes.ts';

export interface CleanFlowOptions {
  /** Steps are added until the document is about this long; without it there are three to seven groups of steps. */
  minLength?: number;
}

/** A flow without mistakes, the same for the same seed. Even seeds write dialect 1, odd ones dialect 2. */
export function cleanFlow(seed: number, { minLength }: CleanFlowOptions = {}): JsonObject {
  const random = new Random(seed * 7919 + 1);
  const draft = new FlowDraft(random, seed % 2 === 0 ? 1 : 2);
  ownProfile(draft);
  const groups = 3 + random.below(5);
  const isLongEnough = (count: number) =>
    minLength === undefined ? count === groups : JSON.stringify(draft.document(''), null, 2).length >= minLength;
  for (let count = 0; !isLongEnough(count); count++) random.pick(RECIPES)(draft);
  return draft.document(`generated-${seed}`);
}

/** The document as it stands in a file. */
export function cleanFlowText(seed: number, options?: CleanFlowOptions): string {
  return `${JSON.stringify(cleanFlow(seed, options), null, 2)}\n`;
}
