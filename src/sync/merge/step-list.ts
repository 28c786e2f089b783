import type { Json } from '../../json.ts';
import type { Placed } from '../diff/diff-documents.ts';
import { likeness, matchSteps, unmatched, type StepMatch } from '../diff/match-steps.ts';
import { spotOfStep, type Spot } from '../diff/spot.ts';

/** One side's list of steps, and which of them are steps of the base. */
export interface StepList {
  side: 'local' | 'remote';
  steps: readonly Json[];
  match: StepMatch;
  /** The step at an index, with its place. */
  placed: (index: number) => Placed;
}

export function stepList(side: StepList['side'], base: readonly Json[], steps: readonly Json[], spot: Spot): StepList {
  const placed = (index: number) => ({ value: steps[index], spot: spotOfStep(spot, steps[index], index) });
  return { side, steps, match: matchSteps(base, steps), placed };
}

/** A step of the base in a side's list; `undefined` when the side removed it. */
export function placedIn({ match, placed }: StepList, baseIndex: number): Placed | undefined {
  const index = match.inAfter[baseIndex];
  return index === undefined ? undefined : placed(index);
}

/** Steps of the base, those that are kept, in the order of a side. */
export function orderIn({ match }: StepList, kept: ReadonlyMap<number, Json>): number[] {
  return match.inBefore.filter((index): index is number => index !== undefined && kept.has(index));
}

/** An added step that may be what became of a step of the base: it has something in common with it. */
export function placedAnew({ steps, match, placed }: StepList, step: Json): Placed | undefined {
  const index = unmatched(match.inBefore).find((index) => likeness(step, steps[index]!) > 0);
  return index === undefined ? undefined : placed(index);
}
