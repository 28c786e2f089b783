export interface WriteBufferOptions {
  /** Writes that are committed together at most. */
  groupSize: number;
  /** Milliseconds that a write waits for others at most. */
  groupDelayMs: number;
  /** Does the writes in one commit. */
  commit(writes: readonly Write[]): void;
}

export type Write = () => unknown;

/** Collects writes that may be lost in a crash, so that many share a commit; their order stays. */
export class WriteBuffer {
  #writes: Write[] = [];
  #timer: NodeJS.Timeout | undefined;
  readonly #options: WriteBufferOptions;

  constructor(options: WriteBufferOptions) {
    this.#options = options;
  }

  /** A durable write is committed before this returns, together with all that waits. */
  add(write: Write, isDurable: boolean): void {
    this.#writes.push(write);
    if (isDurable || this.#writes.length >= this.#options.groupSize) this.flush();
    else this.#timer ??= setTimeout(() => this.#flushLate(), this.#options.groupDelayMs).unref();
  }

  /** Commits what waits. When that fails, what waits stays and the next call tries again. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#writes.length === 0) return;
    this.#options.commit(this.#writes);
    this.#writes = [];
  }

  #flushLate(): void {
    try {
      this.flush();
    } catch {
      // Nobody listens to a timer: the next call to the journal meets the same failure and reports it.
    }
  }
}
