import type { NestedSettings } from '../../flow/index.ts';
import { isJsonObject, MAX_JSON_DEPTH, type Json, type JsonObject } from '../../json.ts';
import { canonicalDocument } from '../document.ts';
import { isSameValue } from '../same-value.ts';
import type { FlowChange } from '../types.ts';
import { changeAt } from './change-at.ts';
import { matchSteps } from './match-steps.ts';
import { movedPlaces } from './moved-places.ts';
import { documentShape, type Shape } from './shape.ts';
import { spotOfStep, spotUnder, WHOLE_DOCUMENT, type Spot } from './spot.ts';

/**
 * What makes one document the other, by step and setting. The keys for editors are passed over. Never throws.
 * `side` says whose changes they are; `settings` which settings of a project's own step types hold steps.
 */
export function diffDocuments(
  before: JsonObject,
  after: JsonObject,
  side: FlowChange['side'] = 'local',
  settings?: NestedSettings,
): FlowChange[] {
  const [earlier, later] = [before, after].map((document) => ({
    value: canonicalDocument(document),
    spot: WHOLE_DOCUMENT,
  }));
  return differences(earlier!, later!, documentShape(settings), side);
}

/** A value at its place in one of the documents; `undefined` when it is not there. */
export interface Placed {
  value: Json | undefined;
  spot: Spot;
}

/** What makes one value the other. */
export function differences(before: Placed, after: Placed, shape: Shape, side: FlowChange['side']): FlowChange[] {
  if (isSameValue(before.value, after.value)) return [];
  if (before.value === undefined) return [changeAt(side, 'added', after.spot, { after: after.value })];
  if (after.value === undefined) return [changeAt(side, 'removed', before.spot, { before: before.value })];
  const { value } = after;
  if (isJsonObject(before.value) && isJsonObject(value) && !isTooDeep(after.spot)) {
    const keys = new Set([...Object.keys(before.value), ...Object.keys(value)]);
    return [...keys].flatMap((key) =>
      differences(placedUnder(before, key), placedUnder(after, key), shape.under(key, value), side),
    );
  }
  if (shape.kind === 'steps' && Array.isArray(before.value) && Array.isArray(value)) {
    return stepDifferences({ steps: before.value, spot: before.spot }, { steps: value, spot: after.spot }, shape, side);
  }
  return [changeAt(side, 'changed', after.spot, { before: before.value, after: value })];
}

interface PlacedSteps {
  steps: readonly Json[];
  spot: Spot;
}

function stepDifferences(
  before: PlacedSteps,
  after: PlacedSteps,
  shape: Shape,
  side: FlowChange['side'],
): FlowChange[] {
  const { inAfter, inBefore } = matchSteps(before.steps, after.steps);
  const moved = movedPlaces(inBefore.filter((index) => index !== undefined));
  const changes: FlowChange[] = [];
  for (const [index, step] of before.steps.entries()) {
    if (inAfter[index] !== undefined) continue;
    changes.push(changeAt(side, 'removed', spotOfStep(before.spot, step, index), { before: step }));
  }
  for (const [index, step] of after.steps.entries()) {
    const place = inBefore[index];
    const later = { value: step, spot: spotOfStep(after.spot, step, index) };
    if (place === undefined) {
      changes.push(changeAt(side, 'added', later.spot, { after: step }));
      continue;
    }
    if (moved.has(place)) changes.push(changeAt(side, 'moved', later.spot, { before: place + 1, after: index + 1 }));
    const known = before.steps[place]!;
    const earlier = { value: known, spot: spotOfStep(before.spot, known, place) };
    changes.push(...differences(earlier, later, shape.under('', step), side));
  }
  return changes;
}

/** What stands under a key; nothing when the value is no object. */
export function placedUnder({ value, spot }: Placed, key: string): Placed {
  const isThere = isJsonObject(value) && Object.hasOwn(value, key);
  return { value: isThere ? value[key] : undefined, spot: spotUnder(spot, key) };
}

export function isTooDeep({ depth }: Spot): boolean {
  return depth >= MAX_JSON_DEPTH;
}
