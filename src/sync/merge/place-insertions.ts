import type { Json } from '../../json.ts';
import { changeAt } from '../diff/change-at.ts';
import { describeStep, pointerOf } from '../diff/spot.ts';
import { isSameValue } from '../same-value.ts';
import type { FlowChange } from '../types.ts';
import type { StepList } from './step-list.ts';

/** Stand for the ends of a list, where steps of the base have their index. */
const START = -1;
const END = Infinity;

/** Steps that a side added between two neighbours. */
interface Run {
  next: number;
  indexes: number[];
}

/**
 * The kept steps in their order, and between them what each side added there. Steps that both added at one place are a conflict,
 * unless they are the same; so are steps between neighbours that the other side took apart.
 */
export function placeInsertions(
  order: readonly number[],
  kept: ReadonlyMap<number, Json>,
  lists: readonly [StepList, StepList],
  changes: FlowChange[],
): Json[] {
  const runs = lists.map((list) => runsOf(list, kept));
  const merged: Json[] = [];
  for (const [position, entry] of [START, ...order].entries()) {
    if (entry !== START) merged.push(kept.get(entry)!);
    const added = lists.map((list, index) => ({ list, run: runs[index]!.get(entry) }));
    merged.push(...placeRuns(added.filter(isThere), order[position] ?? END, changes));
  }
  return merged;
}

interface Added {
  list: StepList;
  run: Run;
}

function isThere(added: { list: StepList; run: Run | undefined }): added is Added {
  return added.run !== undefined;
}

function runsOf({ match }: StepList, kept: ReadonlyMap<number, Json>): Map<number, Run> {
  const runs = new Map<number, Run>();
  let previous = START;
  for (const [index, known] of match.inBefore.entries()) {
    const run = runs.get(previous);
    if (known === undefined) {
      if (run === undefined) runs.set(previous, { next: END, indexes: [index] });
      else run.indexes.push(index);
    } else if (kept.has(known)) {
      if (run !== undefined) run.next = known;
      previous = known;
    }
  }
  return runs;
}

function placeRuns(added: readonly Added[], next: number, changes: FlowChange[]): readonly Json[] {
  const [first, second] = added;
  if (first === undefined) return [];
  const steps = stepsOf(first);
  const isAlike = second !== undefined && isSameValue(steps, stepsOf(second));
  if ((second !== undefined && !isAlike) || first.run.next !== next) changes.push(placeConflict(added));
  else if (second === undefined) reportAdded(first, changes);
  return steps;
}

function stepsOf({ list, run }: Added): Json[] {
  return run.indexes.map((index) => list.steps[index]!);
}

function reportAdded({ list, run }: Added, changes: FlowChange[]): void {
  for (const index of run.indexes) {
    const { spot, value } = list.placed(index);
    changes.push(changeAt(list.side, 'added', spot, { after: value }));
  }
}

function placeConflict(added: readonly Added[]): FlowChange {
  const spots = added.flatMap(({ list, run }) => run.indexes.map((index) => list.placed(index).spot));
  const change: FlowChange = {
    side: 'both',
    kind: 'added',
    what: [...new Set(spots.map(describeStep))].join(' and '),
    pointer: pointerOf(spots[0]!),
  };
  for (const one of added) change[one.list.side === 'local' ? 'after' : 'afterRemote'] = stepsOf(one);
  return change;
}
