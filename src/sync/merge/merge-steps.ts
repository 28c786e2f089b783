import type { Json } from '../../json.ts';
import type { Placed } from '../diff/diff-documents.ts';
import { movedPlaces } from '../diff/moved-places.ts';
import { changeAt } from '../diff/change-at.ts';
import { describeSpot, pointerOf, spotOfStep } from '../diff/spot.ts';
import { isSameValue } from '../same-value.ts';
import type { FlowChange } from '../types.ts';
import { conflictAt, type ThreePlaced } from './conflict.ts';
import { mergeOrder } from './merge-order.ts';
import { placeInsertions } from './place-insertions.ts';
import { orderIn, placedAnew, placedIn, stepList, type StepList } from './step-list.ts';

/**
 * A list of steps with the changes of both sides: steps that one removed are gone, those that one added stand between the same
 * steps as there, moved ones where they were moved to. `mergeStep` merges a step that both have.
 * `undefined` when one of the three is no list.
 */
export function mergeSteps(
  { base, local, remote }: ThreePlaced,
  changes: FlowChange[],
  mergeStep: (placed: ThreePlaced) => Json | undefined,
): Json[] | undefined {
  if (!Array.isArray(base.value) || !Array.isArray(local.value) || !Array.isArray(remote.value)) return undefined;
  const before = base.value;
  const here = stepList('local', before, local.value, local.spot);
  const there = stepList('remote', before, remote.value, remote.spot);
  const kept = new Map<number, Json>();
  for (const [index, step] of before.entries()) {
    const known = { value: step, spot: spotOfStep(base.spot, step, index) };
    const [mine, theirs] = [placedIn(here, index), placedIn(there, index)];
    if (mine === undefined || theirs === undefined) {
      const change = removalOf({ base: known, mine, theirs }, [here, there]);
      if (change !== undefined) changes.push(change);
      continue;
    }
    const merged = mergeStep({ base: known, local: mine, remote: theirs });
    if (merged !== undefined) kept.set(index, merged);
  }
  reportMoves(here, there, kept, changes);
  const order = mergeOrder(orderIn(here, kept), orderIn(there, kept));
  if (order !== undefined) return placeInsertions(order, kept, [here, there], changes);
  changes.push({ side: 'both', kind: 'moved', what: describeSpot(local.spot), pointer: pointerOf(local.spot) });
  return [];
}

interface Remains {
  base: Placed;
  mine: Placed | undefined;
  theirs: Placed | undefined;
}

/** A step that is not in both lists any more: removed, or a conflict with whoever changed it; `undefined`: both removed it. */
function removalOf(
  { base, mine, theirs }: Remains,
  [here, there]: readonly [StepList, StepList],
): FlowChange | undefined {
  const rest = mine ?? theirs;
  if (rest !== undefined && isSameValue(base.value, rest.value)) {
    return changeAt(mine === undefined ? 'local' : 'remote', 'removed', base.spot, { before: base.value });
  }
  // What looks like a removal and an addition may be one change of a step without a name.
  const gone: Placed = { value: undefined, spot: base.spot };
  const local = mine ?? placedAnew(here, base.value!) ?? gone;
  const remote = theirs ?? placedAnew(there, base.value!) ?? gone;
  return isSameValue(local.value, remote.value) ? undefined : conflictAt({ base, local, remote });
}

function reportMoves(here: StepList, there: StepList, kept: ReadonlyMap<number, Json>, changes: FlowChange[]): void {
  const [movedHere, movedThere] = [here, there].map((list) => movedPlaces(orderIn(list, kept)));
  for (const [list, moved, others] of [
    [here, movedHere!, movedThere!],
    [there, movedThere!, movedHere!],
  ] as const) {
    for (const index of moved.difference(others)) {
      const place = list.match.inAfter[index]!;
      const values = { before: index + 1, after: place + 1 };
      changes.push(changeAt(list.side, 'moved', list.placed(place).spot, values));
    }
  }
}
