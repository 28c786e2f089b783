/** Lines of the old text from `oldStart` to `oldEnd` became those of the new one from `newStart` to `newEnd`; ends exclusive. */
export interface LineChange {
  oldStart: number;
  oldEnd: number;
  newStart: number;
  newEnd: number;
}

/** Beyond this many changed lines the rest counts as one change: the search takes time with their square. */
const MAX_DISTANCE = 500;

/** The smallest set of changes (Myers, "An O(ND) Difference Algorithm and Its Variations", 1986), in their order. */
export function lineChanges(before: readonly string[], after: readonly string[]): LineChange[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let oldEnd = before.length;
  let newEnd = after.length;
  while (oldEnd > start && newEnd > start && before[oldEnd - 1] === after[newEnd - 1]) {
    oldEnd--;
    newEnd--;
  }
  if (start === oldEnd && start === newEnd) return [];
  const matches = matchingLines(before.slice(start, oldEnd), after.slice(start, newEnd));
  const changes: LineChange[] = [];
  let [oldAt, newAt] = [start, start];
  for (const [oldIndex, newIndex] of [...matches, [oldEnd - start, newEnd - start] as const]) {
    const change = { oldStart: oldAt, oldEnd: start + oldIndex, newStart: newAt, newEnd: start + newIndex };
    if (change.oldEnd > oldAt || change.newEnd > newAt) changes.push(change);
    [oldAt, newAt] = [start + oldIndex + 1, start + newIndex + 1];
  }
  return changes;
}

/** Pairs of indices of lines that stayed; none when the texts have little in common. */
function matchingLines(before: readonly string[], after: readonly string[]): Array<readonly [number, number]> {
  /** How far each diagonal was followed, after each number of changes. */
  const trace: Array<Map<number, number>> = [];
  let furthest = new Map([[1, 0]]);
  for (let distance = 0; distance <= MAX_DISTANCE; distance++) {
    trace.push(new Map(furthest));
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      let x = comesFromAbove(furthest, diagonal, distance)
        ? furthest.get(diagonal + 1)!
        : furthest.get(diagonal - 1)! + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      furthest.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkBack(trace, before.length, after.length);
    }
  }
  return [];
}

function comesFromAbove(furthest: ReadonlyMap<number, number>, diagonal: number, distance: number): boolean {
  if (diagonal === -distance) return true;
  return diagonal !== distance && furthest.get(diagonal - 1)! < furthest.get(diagonal + 1)!;
}

function walkBack(trace: ReadonlyArray<ReadonlyMap<number, number>>, endX: number, endY: number) {
  const matches: Array<readonly [number, number]> = [];
  let [x, y] = [endX, endY];
  for (let distance = trace.length - 1; distance >= 0; distance--) {
    const furthest = trace[distance]!;
    const diagonal = x - y;
    const previous = comesFromAbove(furthest, diagonal, distance) ? diagonal + 1 : diagonal - 1;
    const previousX = furthest.get(previous)!;
    const previousY = previousX - previous;
    while (x > previousX && y > previousY && x > 0 && y > 0) matches.push([--x, --y]);
    [x, y] = [previousX, previousY];
  }
  return matches.reverse();
}
