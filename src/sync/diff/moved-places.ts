/**
 * The fewest places whose move explains the order of a list: all that are not part of its longest increasing run.
 * `places[index]` is where the entry stood before; all are different.
 */
export function movedPlaces(places: readonly number[]): Set<number> {
  /** For each length, the index of the smallest last place of a run of that length. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [index, place] of places.entries()) {
    let length = 0;
    for (let high = ends.length; length < high;) {
      const middle = (length + high) >> 1;
      if (places[ends[middle]!]! < place) length = middle + 1;
      else high = middle;
    }
    previous.push(ends[length - 1]);
    ends[length] = index;
  }
  const moved = new Set(places);
  for (let index = ends.at(-1); index !== undefined; index = previous[index]) moved.delete(places[index]!);
  return moved;
}
