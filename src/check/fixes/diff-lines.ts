/** Lines `oldStart` to before `oldEnd` became lines `newStart` to before `newEnd`; all from 0. */
export interface LineChange {
  oldStart: number;
  oldEnd: number;
  newStart: number;
  newEnd: number;
}

/** Texts that differ in more lines are shown as one change: looking for the shortest way takes the square of that. */
const MAX_DISTANCE = 600;

/** The differences of two texts, by Myers's greedy algorithm (An O(ND) difference algorithm, 1986). */
export function diffLines(old: readonly string[], now: readonly string[]): LineChange[] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let [oldEnd, newEnd] = [old.length, now.length];
  while (oldEnd > start && newEnd > start && old[oldEnd - 1] === now[newEnd - 1]) {
    oldEnd--;
    newEnd--;
  }
  if (start === oldEnd && start === newEnd) return [];
  const steps = shortestEdit(old.slice(start, oldEnd), now.slice(start, newEnd));
  if (steps === undefined) return [{ oldStart: start, oldEnd, newStart: start, newEnd }];
  return joinSteps(steps, start);
}

/** One line taken out (`isOld`) or put in, at these places of both texts. */
interface EditStep {
  isOld: boolean;
  oldAt: number;
  newAt: number;
}

function shortestEdit(old: readonly string[], now: readonly string[]): EditStep[] | undefined {
  const limit = Math.min(MAX_DISTANCE, old.length + now.length);
  const reached = new Int32Array(2 * limit + 3);
  const trace: Int32Array[] = [];
  for (let distance = 0; distance <= limit; distance++) {
    trace.push(reached.slice(limit + 1 - distance - 1, limit + 1 + distance + 2));
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      const at = limit + 1 + diagonal;
      const isDown = diagonal === -distance || (diagonal !== distance && reached[at - 1]! < reached[at + 1]!);
      let x = isDown ? reached[at + 1]! : reached[at - 1]! + 1;
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x++;
      reached[at] = x;
      if (x >= old.length && x - diagonal >= now.length) return walkBack(trace, old.length, now.length);
    }
  }
  return undefined;
}

function walkBack(trace: readonly Int32Array[], oldLength: number, newLength: number): EditStep[] {
  const steps: EditStep[] = [];
  let [x, y] = [oldLength, newLength];
  for (let distance = trace.length - 1; distance > 0; distance--) {
    const reached = trace[distance]!;
    const middle = distance + 1;
    const diagonal = x - y;
    const [left, right] = [reached[middle + diagonal - 1]!, reached[middle + diagonal + 1]!];
    const isDown = diagonal === -distance || (diagonal !== distance && left < right);
    x = isDown ? right : left;
    y = x - (isDown ? diagonal + 1 : diagonal - 1);
    steps.push({ isOld: !isDown, oldAt: x, newAt: y });
  }
  return steps.reverse();
}

function joinSteps(steps: readonly EditStep[], start: number): LineChange[] {
  const changes: LineChange[] = [];
  for (const { isOld, oldAt, newAt } of steps) {
    const last = changes.at(-1);
    const [oldStart, newStart] = [oldAt + start, newAt + start];
    const change = { oldStart, oldEnd: oldStart + (isOld ? 1 : 0), newStart, newEnd: newStart + (isOld ? 0 : 1) };
    if (last === undefined || last.oldEnd !== oldStart || last.newEnd !== newStart) changes.push(change);
    else [last.oldEnd, last.newEnd] = [change.oldEnd, change.newEnd];
  }
  return changes;
}
