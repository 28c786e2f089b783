/** Documents that a thread takes at once: enough to make the taking cheap, and few enough that all end together. */
export const BLOCK_LENGTH = 50;

const NEXT = 0;

/**
 * The blocks of a long list that several threads work through: whoever is free takes the next one, so that a thread that
 * starts late, or gets no processor, holds nobody up. `cells` is the shared memory: the next block, then who took each.
 */
export class BlockQueue {
  readonly cells: Int32Array<SharedArrayBuffer>;

  constructor(cells: Int32Array<SharedArrayBuffer>) {
    this.cells = cells;
  }

  static over(length: number): BlockQueue {
    const blocks = Math.ceil(length / BLOCK_LENGTH);
    return new BlockQueue(new Int32Array(new SharedArrayBuffer((1 + blocks) * Int32Array.BYTES_PER_ELEMENT)));
  }

  get length(): number {
    return this.cells.length - 1;
  }

  /** The number of a block that is from now on this worker's, counted from 1; `undefined` when all are taken. */
  take(worker: number): number | undefined {
    const block = Atomics.add(this.cells, NEXT, 1);
    if (block >= this.length) return undefined;
    Atomics.store(this.cells, 1 + block, worker);
    return block;
  }

  /** How many blocks are in somebody's hands. */
  get taken(): number {
    return Math.min(this.length, Atomics.load(this.cells, NEXT));
  }

  isTakenBy(worker: number, block: number): boolean {
    return Atomics.load(this.cells, 1 + block) === worker;
  }

  hasTakenAny(worker: number): boolean {
    for (let block = 0; block < this.length; block++) if (this.isTakenBy(worker, block)) return true;
    return false;
  }
}

export function blockOf<Item>(items: readonly Item[], block: number): readonly Item[] {
  return items.slice(block * BLOCK_LENGTH, (block + 1) * BLOCK_LENGTH);
}
