import type { StepRecord } from '../../ports/index.ts';

export interface StepBufferOptions {
  /** Records that are committed together at most. */
  groupSize: number;
  /** Milliseconds that a record waits for others at most. */
  groupDelayMs: number;
  /** Writes the records and the work in one commit. */
  commit(records: readonly StepRecord[], work?: () => void): void;
}

/** Collects step records that may be lost in a crash, so that many share a commit. */
export class StepBuffer {
  #records: StepRecord[] = [];
  #timer: NodeJS.Timeout | undefined;
  readonly #options: StepBufferOptions;

  constructor(options: StepBufferOptions) {
    this.#options = options;
  }

  get isEmpty(): boolean {
    return this.#records.length === 0;
  }

  add(record: StepRecord, isDurable: boolean): void {
    this.#records.push(record);
    if (isDurable || this.#records.length >= this.#options.groupSize) this.flush();
    else this.#timer ??= setTimeout(() => this.#flushLate(), this.#options.groupDelayMs).unref();
  }

  /** Commits what waits, together with `work`. When that fails, the records stay and the next call tries again. */
  flush(work?: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.isEmpty && work === undefined) return;
    this.#options.commit(this.#records, work);
    this.#records = [];
  }

  #flushLate(): void {
    try {
      this.flush();
    } catch {
      // Nobody listens to a timer: the next call to the journal meets the same failure and reports it.
    }
  }
}
