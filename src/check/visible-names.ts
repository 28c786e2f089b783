/** Names that a reference may start with in one list of steps, and in the lists around it. */
export class VisibleNames implements Iterable<string> {
  readonly #own: Set<string>;
  readonly #around: VisibleNames | undefined;

  constructor(own: Iterable<string>, around?: VisibleNames) {
    this.#own = new Set(own);
    this.#around = around;
  }

  /** Sees everything here, and nothing here sees what is added to it. */
  inner(own: Iterable<string> = []): VisibleNames {
    return new VisibleNames(own, this);
  }

  has(name: string): boolean {
    return this.#own.has(name) || this.#around?.has(name) === true;
  }

  add(name: string): void {
    this.#own.add(name);
  }

  /** Sees from now on what the list of `inner` has added, too. */
  join(inner: VisibleNames): void {
    for (const name of inner.#own) this.#own.add(name);
  }

  delete(name: string): void {
    this.#own.delete(name);
  }

  *[Symbol.iterator](): Iterator<string> {
    yield* this.#own;
    if (this.#around !== undefined) yield* this.#around;
  }
}
