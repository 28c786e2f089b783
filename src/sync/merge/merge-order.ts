/**
 * The order of entries that stand in two lists, each of which may have changed their order since the base, where they stood in
 * the order of their numbers. For each pair of entries the side that swapped them decides.
 * `undefined` when that goes around in circles.
 */
export function mergeOrder(local: readonly number[], remote: readonly number[]): readonly number[] | undefined {
  if (isAscending(local)) return remote;
  if (isAscending(remote) || local.every((entry, index) => entry === remote[index])) return local;
  const places = [local, remote].map((list) => new Map(list.map((entry, index) => [entry, index])));
  const isBefore = (a: number, b: number): boolean => {
    const wasBefore = a < b;
    const isSwapped = places.some((place) => place.get(a)! < place.get(b)! !== wasBefore);
    return wasBefore !== isSwapped;
  };
  const order: number[] = [];
  for (const entry of local) {
    const place = local.filter((other) => isBefore(other, entry)).length;
    // Of a line each entry has another number of entries before it; in a circle two have the same.
    if (order[place] !== undefined) return undefined;
    order[place] = entry;
  }
  return order;
}

function isAscending(list: readonly number[]): boolean {
  return list.every((entry, index) => index === 0 || list[index - 1]! < entry);
}
