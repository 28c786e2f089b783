import { isJsonObject, MAX_JSON_DEPTH, type Json, type JsonObject } from '../../json.ts';
import type { NestedSettings } from '../../flow/index.ts';
import { canonicalDocument } from '../document.ts';
import { isSameValue } from '../same-value.ts';
import type { FlowChange } from '../types.ts';
import { matchSteps } from './match-steps.ts';
import { movedPlaces } from './moved.ts';
import { reportChange, type ChangeList } from './report-change.ts';
import { documentShape, type Shape } from './shape.ts';
import { spotOfStep, spotUnder, WHOLE_DOCUMENT, type Spot } from './spot.ts';

/**
 * What makes one document the other, by step and setting. The keys for editors are passed over.
 * `settings` tells which settings of a project's own step types hold steps.
 */
export function diffDocuments(
  before: JsonObject,
  after: JsonObject,
  side: FlowChange['side'] = 'local',
  settings?: NestedSettings,
): FlowChange[] {
  const changes: FlowChange[] = [];
  const ends = [canonicalDocument(before), canonicalDocument(after)].map((value) => ({ value, spot: WHOLE_DOCUMENT }));
  collectChanges(ends[0]!, ends[1]!, documentShape(settings), { side, changes });
  return changes;
}

/** A value at its place in one of the documents; `undefined` when it is not there. */
export interface Placed {
  value: Json | undefined;
  spot: Spot;
}

/** Adds what makes one value the other. */
export function collectChanges(before: Placed, after: Placed, shape: Shape, list: ChangeList): void {
  if (isSameValue(before.value, after.value)) return;
  if (before.value === undefined) reportChange(list, 'added', after.spot, { after: after.value });
  else if (after.value === undefined) reportChange(list, 'removed', before.spot, { before: before.value });
  else if (isJsonObject(before.value) && isJsonObject(after.value) && !isTooDeep(after.spot)) {
    for (const key of new Set([...Object.keys(before.value), ...Object.keys(after.value)])) {
      collectChanges(placedUnder(before, key), placedUnder(after, key), shape.under(key, after.value), list);
    }
  } else if (shape.kind === 'steps' && Array.isArray(before.value) && Array.isArray(after.value)) {
    collectStepChanges(before.value, after.value, [before.spot, after.spot], shape, list);
  } else reportChange(list, 'changed', after.spot, { before: before.value, after: after.value });
}

function collectStepChanges(
  before: readonly Json[],
  after: readonly Json[],
  [beforeSpot, afterSpot]: readonly [Spot, Spot],
  shape: Shape,
  list: ChangeList,
): void {
  const { inAfter, inBefore } = matchSteps(before, after);
  const moved = movedPlaces(inBefore.filter((index) => index !== undefined));
  for (const [index, step] of before.entries()) {
    if (inAfter[index] === undefined) {
      reportChange(list, 'removed', spotOfStep(beforeSpot, step, index), { before: step });
    }
  }
  for (const [index, step] of after.entries()) {
    const spot = spotOfStep(afterSpot, step, index);
    const old = inBefore[index];
    if (old === undefined) {
      reportChange(list, 'added', spot, { after: step });
      continue;
    }
    if (moved.has(old)) reportChange(list, 'moved', spot, { before: old + 1, after: index + 1 });
    const earlier = { value: before[old], spot: spotOfStep(beforeSpot, before[old], old) };
    collectChanges(earlier, { value: step, spot }, shape.under('', step), list);
  }
}

/** What stands under a key; nothing when the value is no object. */
export function placedUnder({ value, spot }: Placed, key: string): Placed {
  const isThere = isJsonObject(value) && Object.hasOwn(value, key);
  return { value: isThere ? value[key] : undefined, spot: spotUnder(spot, key) };
}

export function isTooDeep({ depth }: Spot): boolean {
  return depth >= MAX_JSON_DEPTH;
}
