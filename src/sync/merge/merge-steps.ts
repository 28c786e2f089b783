import type { Json } from '../../json.ts';
import type { Placed } from '../diff/diff-documents.ts';
import { movedPlaces } from '../diff/moved.ts';
import { reportChange } from '../diff/report-change.ts';
import { describeSpot, spotOfStep } from '../diff/spot.ts';
import { isSameValue } from '../same-value.ts';
import type { FlowChange } from '../types.ts';
import { conflictAt, type ThreePlaced } from './conflict.ts';
import { mergeOrder } from './merge-order.ts';
import { placeInsertions } from './place-insertions.ts';
import { orderIn, placedIn, stepList, type StepList } from './step-list.ts';

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
    const placed = { value: step, spot: spotOfStep(base.spot, step, index) };
    const merged = mergeKnownStep(placed, [placedIn(here, index), placedIn(there, index)], changes, mergeStep);
    if (merged !== undefined) kept.set(index, merged);
  }
  reportMoves(here, there, kept, changes);
  const order = mergeOrder(orderIn(here, kept), orderIn(there, kept));
  if (order !== undefined) return placeInsertions(order, kept, [here, there], changes);
  changes.push({ side: 'both', kind: 'moved', what: describeSpot(local.spot), pointer: local.spot.pointer });
  return [];
}

function mergeKnownStep(
  base: Placed,
  [local, remote]: readonly [Placed | undefined, Placed | undefined],
  changes: FlowChange[],
  mergeStep: (placed: ThreePlaced) => Json | undefined,
): Json | undefined {
  if (local !== undefined && remote !== undefined) return mergeStep({ base, local, remote });
  const rest = local ?? remote;
  if (rest === undefined) return undefined;
  const gone: Placed = { value: undefined, spot: base.spot };
  if (isSameValue(base.value, rest.value)) {
    const side = local === undefined ? 'local' : 'remote';
    reportChange({ side, changes }, 'removed', base.spot, { before: base.value });
  } else changes.push(conflictAt({ base, local: local ?? gone, remote: remote ?? gone }));
  return undefined;
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
      reportChange({ side: list.side, changes }, 'moved', list.placed(place).spot, values);
    }
  }
}
